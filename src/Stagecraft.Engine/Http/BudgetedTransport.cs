using Stagecraft.Engine.Clouds;
using Stagecraft.Events;

namespace Stagecraft.Engine.Http;

/// <summary>Lets each attempt through the governor, and tells the governor what became of it.</summary>
internal sealed class BudgetedTransport(HttpTransport inner, ApiAddress address, RateGovernor governor, IProgress<InfraEvent>? progress, RequestLog? log)
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

            // A write that is on its way is not called back: its answer is worth more than the wait.
            CancellationToken onTheWay = request.Method == HttpMethod.Get ? cancellationToken : CancellationToken.None;
            ApiResponse<T> answer = await inner.SendAsync(request, read, onTheWay).ConfigureAwait(false);
            span.Completed(answer.Status);
            log?.Completed(request, answer, since);
            if (answer.Status != 429)
            {
                learned = answer.Limits;
            }

            return answer;
        }
        catch (CloudException e) when (e.Kind == FailureKind.Withdrawn)
        {
            requests = 0;
            Failed(e);
            throw;
        }
        catch (Exception e) when (request.Method == HttpMethod.Get && e is HttpRequestException or IOException && !Failures.IsBeforeSending(e))
        {
            requests = WithSilentRepeats;
            Failed(e);
            throw;
        }
        catch (Exception e)
        {
            Failed(e);
            throw;
        }
        finally
        {
            governor.Leave(request.Kind, requests, learned);
            span?.Remaining(governor.RequestsLeft);
            span?.Dispose();
        }

        void Failed(Exception e)
        {
            if (span is not null)
            {
                span.Failed(e);
                log?.NoAnswer(request, e, since);
            }
        }
    }
}
