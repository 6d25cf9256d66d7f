using Polly;
using Polly.Retry;
using Stagecraft.Events;

namespace Stagecraft.DigitalOcean.Api.Http;

/// <summary>Repeats what may pass: reads and deletes after any such failure, creates only where the failed attempt had no effect.</summary>
internal sealed class Retrying
{
    private static readonly ResiliencePropertyKey<RetryPlan> Plan = new("stagecraft.retry");

    private readonly ErrorMapping _inner;
    private readonly RateGovernor _governor;
    private readonly Random _random;
    private readonly IProgress<InfraEvent>? _progress;
    private readonly ResiliencePipeline _retry;

    public Retrying(ErrorMapping inner, RateGovernor governor, TimeProvider time, Random random, IProgress<InfraEvent>? progress)
    {
        _inner = inner;
        _governor = governor;
        _random = random;
        _progress = progress;
        _retry = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                // The plan of the request counts, and ends it.
                MaxRetryAttempts = int.MaxValue,
                ShouldHandle = args => ValueTask.FromResult(args.Outcome.Exception is ApiException e && PlanOf(args.Context).MayRetry(e)),
                DelayGenerator = args => ValueTask.FromResult<TimeSpan?>(PlanOf(args.Context).Wait),
                OnRetry = args =>
                {
                    BeforeWaiting(PlanOf(args.Context), (ApiException)args.Outcome.Exception!);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
    }

    /// <summary>The first good answer, and how many attempts it took.</summary>
    public async Task<(T Value, int Attempts)> SendAsync<T>(ApiRequest request, Func<HttpAnswer, T> read, CancellationToken cancellationToken)
    {
        var plan = new RetryPlan(request, NextJitter);
        ResilienceContext context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(Plan, plan);
        try
        {
            T value = await _retry.ExecuteAsync(
                async attempt =>
                {
                    PlanOf(attempt).Attempts++;
                    return await _inner.SendAsync(request, read, attempt.CancellationToken).ConfigureAwait(false);
                },
                context).ConfigureAwait(false);
            return (value, plan.Attempts);
        }
        catch (ApiException e) when (e.Failure.IsTransient && request.IsRepeatable && cancellationToken.IsCancellationRequested)
        {
            // It was not tried again only because the caller had cancelled.
            throw new OperationCanceledException(e.Message, e, cancellationToken);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private void BeforeWaiting(RetryPlan plan, ApiException failure)
    {
        ApiRequest request = plan.Request;
        if (!request.IsRepeatable)
            request.MayHaveTakenEffect = false;
        _progress?.Report(new RetryScheduled(request.Method.Method, request.Path, plan.Attempts, failure.Failure.Status, plan.Wait));
        if (failure.Kind == FailureKind.RateLimited)
            _governor.Refused(request.Kind, isBurst: failure.Limits.RetryAfter is not null, plan.Wait);
    }

    private static RetryPlan PlanOf(ResilienceContext context) => context.Properties.GetValue(Plan, null!);

    private double NextJitter()
    {
        lock (_random)
            return _random.NextDouble();
    }
}
