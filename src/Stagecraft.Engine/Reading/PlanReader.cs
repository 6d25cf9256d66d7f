using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;

namespace Stagecraft.Engine.Reading;

/// <summary>Reads everything that a plan relies on, at the same time, and collects every failure.</summary>
internal sealed class PlanReader(AccountSession session)
{
    private readonly List<Problem> _problems = [];
    private readonly List<UncomparedFields> _notCompared = [];
    private Preflight _preflight = new();
    private bool _isTransient;

    /// <summary>What could not be read, and why; empty if everything could.</summary>
    public IReadOnlyList<Problem> Problems => All.FirstOrDefault(p => p.Code == ErrorCodes.Unauthorized) is { } refused
        ? [refused] // Every request is refused for the same reason: reported once.
        : [.. All.DistinctBy(p => (p.Code, p.Message, p.Hint))
            .OrderBy(p => p.Code, StringComparer.Ordinal)
            .ThenBy(p => (p.Location?.Line, p.Location?.Column))
            .ThenBy(p => p.Message, StringComparer.Ordinal)];

    /// <summary>Whether the same reads may succeed later.</summary>
    public bool IsTransient => _isTransient || _preflight.IsTransient;

    private IEnumerable<Problem> All => _problems.Concat(_preflight.Problems);

    /// <summary>Kinds of resources that the credentials do not permit reading, and the file does not declare.</summary>
    public IReadOnlyList<UncomparedFields> NotCompared => _notCompared;

    /// <summary>The account, or null if it could not be read; prices, quotas and what the cloud offers; the lists of other resources.
    /// Only a cancellation is thrown.</summary>
    public async Task<(AccountSnapshot? Snapshot, Preflight Preflight, IReadOnlyList<(IResourceKind Kind, ResourceList List)> Lists)>
        ReadAsync(CancellationToken cancellationToken)
    {
        SettledReader settled = new(session);
        Task<AccountSnapshot?> snapshot = TryAsync(session.Desired.Intent == PlanIntent.Down
            ? settled.BeforeDownAsync(cancellationToken)
            : settled.ReadAsync([.. Names(session.Desired)], cancellationToken));
        Task<Preflight> reading = session.Account.ReadPreflightAsync([.. session.Desired.Hosts.Select(h => h.Declared)], cancellationToken);
        (IResourceKind Kind, Task<ResourceList?> List)[] lists =
        [
            .. session.Account.Kinds.Where(IsRead).Select(k => (k, ReadKindAsync(k, cancellationToken))),
        ];
        await Task.WhenAll([snapshot, reading, .. lists.Select(l => l.List)]).ConfigureAwait(false);
        _preflight = await reading.ConfigureAwait(false);
        List<(IResourceKind Kind, ResourceList List)> read = [];
        foreach ((IResourceKind kind, Task<ResourceList?> list) in lists)
        {
            if (await list.ConfigureAwait(false) is { } resources)
            {
                read.Add((kind, resources));
            }
        }

        AccountSnapshot? account = await snapshot.ConfigureAwait(false);
        _preflight = account is null
            ? _preflight
            : await session.Account.ReadPricesAsync(_preflight, account.Machines, cancellationToken).ConfigureAwait(false);
        return (account, _preflight, read);
    }

    private static IEnumerable<string> Names(DesiredState desired) => desired.Hosts.Select(h => h.Name).Concat(
        desired.Choice.Surge ? desired.Hosts.Where(desired.Choice.MayReplace).Select(h => SurgeHosts.NameOf(h.Name)) : []);

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
            lock (_problems)
            {
                _notCompared.Add(new(kind.Kind, null, [], e.Failure.Message));
            }
        }
        catch (CloudException e)
        {
            Add([e.Failure.ToProblem()], e.Failure.IsTransient);
        }

        return null;
    }

    /// <summary>Reads what only creates need, and returns all that was read.</summary>
    public async Task<Preflight> CompleteAsync(CancellationToken cancellationToken) =>
        _preflight = await session.Account.CompletePreflightAsync(_preflight, cancellationToken).ConfigureAwait(false);

    private async Task<T?> TryAsync<T>(Task<T> read)
        where T : class
    {
        try
        {
            return await read.ConfigureAwait(false);
        }
        catch (CloudException e)
        {
            Add([e.Failure.ToProblem()], e.Failure.IsTransient);
        }
        catch (CloudProviderException e)
        {
            Add(e.Problems, isTransient: false);
        }

        return null;
    }

    private void Add(IReadOnlyList<Problem> problems, bool isTransient)
    {
        // Several reads can end at the same time.
        lock (_problems)
        {
            _isTransient |= isTransient;
            _problems.AddRange(problems);
        }
    }
}
