using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Reading;

/// <summary>Reads everything that a plan relies on, at the same time, and collects every failure.</summary>
internal sealed class PlanReader(AccountSession session)
{
    private readonly List<Problem> _problems = [];

    /// <summary>What could not be read, and why; empty if everything could.</summary>
    public IReadOnlyList<Problem> Problems => _problems.Find(p => p.Code == ErrorCodes.Unauthorized) is { } refused
        ? [refused] // Every request is refused for the same reason: reported once.
        : [.. _problems.DistinctBy(p => (p.Code, p.Message, p.Hint))
            .OrderBy(p => p.Code, StringComparer.Ordinal)
            .ThenBy(p => (p.Location?.Line, p.Location?.Column))
            .ThenBy(p => p.Message, StringComparer.Ordinal)];

    /// <summary>Whether the same reads may succeed later.</summary>
    public bool IsTransient { get; private set; }

    /// <summary>The account, or null if it could not be read; prices, quotas and what the cloud offers. Only a cancellation is
    /// thrown.</summary>
    public async Task<(AccountSnapshot? Snapshot, Preflight Preflight)> ReadAsync(CancellationToken cancellationToken)
    {
        SettledReader settled = new(session);
        Task<AccountSnapshot?> snapshot = TryAsync(session.Desired.Intent == PlanIntent.Down
            ? settled.BeforeDownAsync(cancellationToken)
            : settled.ReadAsync([.. session.Desired.Hosts.Select(h => h.Name)], cancellationToken));
        Task<Preflight> reading = session.Account.ReadPreflightAsync([.. session.Desired.Hosts.Select(h => h.Declared)], cancellationToken);
        await Task.WhenAll(snapshot, reading).ConfigureAwait(false);
        Preflight preflight = await reading.ConfigureAwait(false);
        _problems.AddRange(preflight.Problems);
        IsTransient |= preflight.IsTransient;
        return (await snapshot.ConfigureAwait(false), preflight);
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
