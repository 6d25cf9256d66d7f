using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Http;

/// <summary>Passes each attempt through the governor, and reports its result to the governor.</summary>
internal sealed class BudgetedTransport(
    HttpTransport inner, ApiAddress address, RateGovernor governor, IProgress<InfraEvent>? progress, RequestLog? log)
{
    // The HTTP stack repeats a GET up to three times if the connection closes, without notice.
    private const int WithSilentRepeats = 4;

    public async Task<ApiResponse<T>> SendAsync<T>(ApiRequest request, ReadBody<T> read, CancellationToken cancellationToken)
    {
        await governor.EnterAsync(request.Kind, progress, cancellationToken).ConfigureAwait(false);
        int requests = 0;
        RequestActivity? span = null;
        long since = 0;
        RateLimitHeaders learned = RateLimitHeaders.None;
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (request.Guard?.Invoke() == false)
            {
                throw Failures.Withdrawn(request);
            }

            requests = 1;
            span = RequestActivity.Begin(request, address);
            since = log?.Begin() ?? 0;

            // A write in flight is not canceled: its response is needed.
            CancellationToken inFlight = request.Method == HttpMethod.Get ? cancellationToken : CancellationToken.None;
            ApiResponse<T> response = await inner.SendAsync(request, read, inFlight).ConfigureAwait(false);
            span.Completed(response.Status);
            log?.Completed(request, response, since);
            if (response.Status != 429)
            {
                learned = response.Limits;
            }

            return response;
        }
        catch (Exception e)
        {
            requests = e is CloudException ? 0 : MayHaveBeenRepeated(request, e) ? WithSilentRepeats : requests;
            if (span is not null)
            {
                span.Failed(e);
                log?.NoResponse(request, e, since);
            }

            throw;
        }
        finally
        {
            governor.Leave(request.Kind, requests, learned);
            span?.Remaining(governor.RequestsLeft);
            span?.Dispose();
        }
    }

    private static bool MayHaveBeenRepeated(ApiRequest request, Exception failure) =>
        request.Method == HttpMethod.Get && failure is HttpRequestException or IOException && !Failures.IsBeforeSending(failure);
}
