using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Telemetry;
using Stagecraft.Engine.Timing;

namespace Stagecraft.Engine.Http;

/// <summary>Retries after transient failures: reads and deletes always, creates only if the failed attempt had no effect.</summary>
internal sealed class Retrying(ErrorMapping inner, RateGovernor governor, TimeProvider time, Random random, IProgress<InfraEvent>? progress)
{
    /// <summary>The first successful response, and the number of attempts.</summary>
    public async Task<(Dated<T> Dated, int Attempts)> SendAsync<T>(
        ApiRequest request, ReadBody<T> read, CancellationToken cancellationToken)
    {
        RetryPlan plan = new RetryPlan(request, NextJitter);
        for (int attempt = 1; ; attempt++)
        {
            bool before = request.MayHaveTakenEffect;
            try
            {
                return (await inner.SendAsync(request, read, cancellationToken).ConfigureAwait(false), attempt);
            }
            catch (CloudException e)
            {
                if (e.Kind != FailureKind.Unclear)
                {
                    request.MayHaveTakenEffect = before;
                }

                if (plan.WaitAfter(e) is not { } wait)
                {
                    throw;
                }

                cancellationToken.ThrowIfCancellationRequested();
                progress?.Report(new RetryScheduled(request.Method.Method, request.Path, attempt, e.Failure.Status, wait));
                if (e.Kind == FailureKind.RateLimited)
                {
                    governor.Refused(request.Kind, isBurst: e.Limits.RetryAfter is not null, wait);
                    EngineTelemetry.Waits.Record(wait.TotalSeconds);
                }

                EngineTelemetry.Retries.Add(1, new KeyValuePair<string, object?>("http.request.method", request.Method.Method));
                await Pause.ForAsync(wait, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private double NextJitter()
    {
        lock (random)
        {
            return random.NextDouble();
        }
    }
}
