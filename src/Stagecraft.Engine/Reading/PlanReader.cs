using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;

namespace Stagecraft.Engine.Reading;

/// <summary>Reads everything that a plan relies on, at the same time, and collects every failure.</summary>
internal sealed class PlanReader(AccountSession session, SettledReader settled)
{
    private readonly List<Problem> _problems = [];
    private bool _isTransient;

    /// <summary>Failures are in the result; only a cancellation is thrown.</summary>
    public async Task<PlanReading> ReadAsync(DesiredState desired, CancellationToken cancellationToken)
    {
        bool down = desired.Intent == PlanIntent.Down;
        Task<AccountSnapshot?> snapshot = TryAsync(down
            ? settled.BeforeDownAsync(cancellationToken)
            : settled.ReadAsync([.. desired.Hosts.Select(h => h.Name)], cancellationToken));
        Task<Preflight> reading = session.Account.ReadPreflightAsync([.. desired.Hosts.Select(h => h.Declared)], cancellationToken);
        await Task.WhenAll(snapshot, reading).ConfigureAwait(false);
        Preflight preflight = await reading.ConfigureAwait(false);
        foreach (Problem problem in preflight.Problems)
        {
            Add(problem);
        }

        return new PlanReading(Reported(), _isTransient || preflight.IsTransient, await snapshot.ConfigureAwait(false), preflight);
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
            Add(e.Failure.ToProblem());
            _isTransient |= e.Failure.IsTransient;
        }
        catch (CloudProviderException e)
        {
            foreach (Problem problem in e.Problems)
            {
                Add(problem);
            }
        }

        return null;
    }

    private void Add(Problem problem)
    {
        if (!_problems.Exists(p => p.Code == problem.Code && p.Message == problem.Message && p.Hint == problem.Hint))
        {
            _problems.Add(problem);
        }
    }

    private IReadOnlyList<Problem> Reported() =>
        _problems.FirstOrDefault(p => p.Code == ErrorCodes.Unauthorized) is { } refused
            ? [refused] // Every request is refused for the same reason: reported once.
            :
            [
                .. _problems
                    .OrderBy(p => p.Code, StringComparer.Ordinal)
                    .ThenBy(p => (p.Location?.Line, p.Location?.Column))
                    .ThenBy(p => p.Message, StringComparer.Ordinal),
            ];
}
