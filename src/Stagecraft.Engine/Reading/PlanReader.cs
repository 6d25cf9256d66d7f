using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Reading;

/// <summary>Reads everything that a plan relies on, at the same time, and collects every failure.</summary>
internal sealed class PlanReader(AccountSession session)
{
    private readonly List<Problem> _problems = [];
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
        _preflight = await reading.ConfigureAwait(false);
        return (await snapshot.ConfigureAwait(false), _preflight);
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
            _problems.Add(e.Failure.ToProblem());
            _isTransient |= e.Failure.IsTransient;
        }
        catch (CloudProviderException e)
        {
            _problems.AddRange(e.Problems);
        }

        return null;
    }
}
