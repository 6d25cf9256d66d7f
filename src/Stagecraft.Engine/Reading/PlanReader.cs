using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Reading;

/// <summary>Reads everything that a plan relies on, at the same time, and collects every failure.</summary>
internal sealed class PlanReader(AccountSession session)
{
    private readonly List<Problem> _problems = [];
    private readonly List<UncomparedFields> _notCompared = [];

    /// <summary>What could not be read, and why; empty if everything could.</summary>
    public IReadOnlyList<Problem> Problems => _problems.Find(p => p.Code == ErrorCodes.Unauthorized) is { } refused
        ? [refused] // Every request is refused for the same reason: reported once.
        : [.. _problems.DistinctBy(p => (p.Code, p.Message, p.Hint))
            .OrderBy(p => p.Code, StringComparer.Ordinal)
            .ThenBy(p => (p.Location?.Line, p.Location?.Column))
            .ThenBy(p => p.Message, StringComparer.Ordinal)];

    /// <summary>Whether the same reads may succeed later.</summary>
    public bool IsTransient { get; private set; }

    /// <summary>Kinds of resources that the credentials do not permit reading, and the file does not declare.</summary>
    public IReadOnlyList<UncomparedFields> NotCompared => _notCompared;

    /// <summary>The account, or null if it could not be read; prices, quotas and what the cloud offers; the lists of other resources. Only a
    /// cancellation is thrown.</summary>
    public async Task<(AccountSnapshot? Snapshot, Preflight Preflight, IReadOnlyList<(IResourceKind Kind, ResourceList List)> Lists)>
        ReadAsync(CancellationToken cancellationToken)
    {
        SettledReader settled = new(session);
        Task<AccountSnapshot?> snapshot = TryAsync(session.Desired.Intent == PlanIntent.Down
            ? settled.BeforeDownAsync(cancellationToken)
            : settled.ReadAsync([.. session.Desired.Hosts.Select(h => h.Name)], cancellationToken));
        Task<Preflight> reading = session.Account.ReadPreflightAsync([.. session.Desired.Hosts.Select(h => h.Declared)], cancellationToken);
        (IResourceKind Kind, Task<ResourceList?> List)[] lists =
        [
            .. session.Account.Kinds.Where(IsRead).Select(k => (k, ReadKindAsync(k, cancellationToken))),
        ];
        await Task.WhenAll([snapshot, reading, .. lists.Select(l => l.List)]).ConfigureAwait(false);
        Preflight preflight = await reading.ConfigureAwait(false);
        _problems.AddRange(preflight.Problems);
        IsTransient |= preflight.IsTransient;
        List<(IResourceKind Kind, ResourceList List)> read = [];
        foreach ((IResourceKind kind, Task<ResourceList?> list) in lists)
        {
            if (await list.ConfigureAwait(false) is { } resources)
            {
                read.Add((kind, resources));
            }
        }

        return (await snapshot.ConfigureAwait(false), preflight, read);
    }

    private bool IsRead(IResourceKind kind) =>
        kind.IsAlwaysRead || session.Desired.Intent == PlanIntent.Down || session.Desired.ResourcesOf(kind.Kind).Any();

    private async Task<ResourceList?> ReadKindAsync(IResourceKind kind, CancellationToken cancellationToken)
    {
        DeclaredResource[] declared = [.. session.Desired.ResourcesOf(kind.Kind)];
        try
        {
            ResourceList list = await kind.ReadAsync(declared, RequestPriority.Working, cancellationToken).ConfigureAwait(false);
            return ResourceReader.Require(kind, list, session.Terms);
        }
        catch (CloudException e) when (e.Failure.Code == ErrorCodes.Forbidden && declared.Length == 0)
        {
            _notCompared.Add(new(kind.Kind, null, [], e.Failure.Message));
        }
        catch (CloudException e)
        {
            _problems.Add(e.Failure.ToProblem());
            IsTransient |= e.Failure.IsTransient;
        }

        return null;
    }

    private async Task<T?> TryAsync<T>(Task<T> read)
        where T : class
    {
        try
        {
            return await read.ConfigureAwait(false);
        }
        catch (CloudException e)
        {
            _problems.Add(e.Failure.ToProblem());
            IsTransient |= e.Failure.IsTransient;
        }
        catch (CloudProviderException e)
        {
            _problems.AddRange(e.Problems);
        }

        return null;
    }
}
