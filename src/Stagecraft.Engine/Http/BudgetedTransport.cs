using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Http;

/// <summary>Passes each attempt through the governor, and reports its result to the governor.</summary>
internal sealed class BudgetedTransport(
    HttpTransport inner, Func<ApiRequest, RequestActivity> begin, RateGovernor governor, IProgress<InfraEvent>? progress)
{
    // The HTTP stack repeats a GET up to three times if the connection closes, without notice.
    private const int WithSilentRepeats = 4;

    public async Task<ApiResponse<T>> SendAsync<T>(ApiRequest request, ReadBody<T> read, CancellationToken cancellationToken)
    {
        if (request.IsGivenUpIfDelayed && governor.Delays(request.Kind))
        {
            throw Failures.Delayed();
        }

        await governor.EnterAsync(request.Kind, progress, cancellationToken).ConfigureAwait(false);
        int requests = 0;
        RequestActivity? span = null;
        RateLimitHeaders learned = RateLimitHeaders.None;
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (request.Guard?.Invoke() == false)
            {
                throw Failures.Withdrawn(request);
            }

            requests = 1;
            span = begin(request);

            // A write in flight is not canceled: its response is needed.
            CancellationToken inFlight = request.IsRead ? cancellationToken : CancellationToken.None;
            ApiResponse<T> response = await inner.SendAsync(request, read, inFlight).ConfigureAwait(false);
            span.Completed(response);
            learned = response.Status == 429 ? RateLimitHeaders.None : response.Limits;
            return response;
        }
        catch (Exception e)
        {
            requests = e is CloudException ? 0 : MayHaveBeenRepeated(request, e) ? WithSilentRepeats : requests;
            span?.Failed(e);
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
