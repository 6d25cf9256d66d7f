using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Telemetry;
using Stagecraft.Engine.Text;
using Stagecraft.Engine.Timing;

namespace Stagecraft.Engine.Http;

/// <summary>Sends requests to the API. It retries after transient failures: reads and deletes always, creates only if the failed attempt
/// had no effect.</summary>
internal sealed class ApiPipeline : IDisposable
{
    private readonly HttpMessageInvoker _socket;
    private readonly BudgetedTransport _budgeted;
    private readonly Failures _failures;
    private readonly RateGovernor _governor;
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly IProgress<InfraEvent>? _progress;
    private readonly Reachability _reachability;

    /// <summary>Builds the chain, from outside in: retry, rate governor, transport, authorization, socket. Retry is outside the governor,
    /// so that every attempt is metered. The transport reads the response to its end, so that an incomplete one is retried. The
    /// authorization is added last, so that no other handler has it.</summary>
    public ApiPipeline(
        ApiAddress address,
        IApiProtocol protocol,
        HttpMessageHandler? handler,
        RateGovernor governor,
        TimeProvider time,
        Random random,
        IProgress<InfraEvent>? progress,
        ProviderLog? log)
    {
        SafeText text = new(Secrets(protocol));
        _socket = new(protocol.Authorize(address, handler ?? ApiSocket.Create(address.IsLoopback)), disposeHandler: handler is null);
        _budgeted = new(new HttpTransport(_socket, address, time), r => new(r, address, log, text, time), governor, progress);
        _failures = new(text, ApiRoute.Of(address, isSystemProxy: handler is null, ApiSocket.Variable), protocol);
        (_governor, _time, _random, _progress, _reachability) = (governor, time, random, progress, new Reachability(time));
    }

    /// <summary>Sends a request, with retries, and reads the response.</summary>
    /// <returns>The first successful response, and the number of attempts.</returns>
    /// <exception cref="CloudException">There was no successful response.</exception>
    public async Task<(Dated<T> Dated, int Attempts)> SendAsync<T>(
        ApiRequest request, ReadBody<T> read, CancellationToken cancellationToken)
    {
        RetryPlan plan = new(request, NextJitter);
        Reachability.Round round = _reachability.Begin();
        for (int attempt = 1; ; attempt++)
        {
            bool before = request.MayHaveTakenEffect;
            try
            {
                return (await RunAsync(token => AttemptAsync(request, read, token)).ConfigureAwait(false), attempt);
            }
            catch (CloudException e)
            {
                if (e.Kind != FailureKind.Unclear)
                {
                    request.MayHaveTakenEffect = before;
                }

                if (_reachability.WaitAfter(round, e, plan.WaitAfter(e)) is not { } wait)
                {
                    throw;
                }

                if (e.Kind == FailureKind.RateLimited && request.IsGivenUpIfDelayed)
                {
                    if (e.Failure.Status is not null)
                    {
                        _governor.Refused(request.Kind, isBurst: e.Limits.RetryAfter is not null, wait);
                    }

                    throw;
                }

                cancellationToken.ThrowIfCancellationRequested();
                _progress?.Report(new RetryScheduled(request.Method.Method, request.Target, attempt, e.Failure.Status, wait));
                if (e.Kind == FailureKind.RateLimited)
                {
                    _governor.Refused(request.Kind, isBurst: e.Limits.RetryAfter is not null, wait);
                    EngineTelemetry.Waits.Record(wait.TotalSeconds);
                }

                EngineTelemetry.Retries.Add(1, new KeyValuePair<string, object?>("http.request.method", request.Method.Method));
                await RunAsync(token => PauseAsync(wait, token)).ConfigureAwait(false);
            }
        }

        Task<TResult> RunAsync<TResult>(Func<CancellationToken, Task<TResult>> run) => request.IsRead
            ? _reachability.RunAsync(round, run, cancellationToken)
            : run(cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    // The protocol's secrets can change, so they are read for each text.
    private static IEnumerable<string> Secrets(IApiProtocol protocol)
    {
        foreach (string secret in protocol.Secrets)
        {
            yield return secret;
        }

        foreach (string secret in ProxySecrets.Read(ApiSocket.Variable))
        {
            yield return secret;
        }
    }

    /// <summary>The value of the response to one attempt.</summary>
    private async Task<Dated<T>> AttemptAsync<T>(ApiRequest request, ReadBody<T> read, CancellationToken cancellationToken)
    {
        ApiResponse<T> response;
        try
        {
            response = await _budgeted.SendAsync(request, read, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (IsTransport(e))
        {
            // A write is not canceled, so its failure counts even if cancellation was requested meanwhile.
            if (request.IsRead)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            throw _failures.NoResponse(request, e);
        }

        _reachability.Reached();
        return !response.IsSuccess ? throw _failures.FromStatus(request, response)
            : response.Unreadable is { } reason ? throw _failures.Unreadable(request, response, reason)
            : new Dated<T>(response.Value!, response.ServerTime, response.SentAt);
    }

    // A file that the program itself lacks, such as an assembly, is no failure of the connection.
    private static bool IsTransport(Exception e) =>
        e is HttpRequestException or TimeoutException or (IOException and not (FileNotFoundException or FileLoadException));

    private async Task<bool> PauseAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        await Pause.ForAsync(wait, _time, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private double NextJitter()
    {
        lock (_random)
        {
            return _random.NextDouble();
        }
    }
}
