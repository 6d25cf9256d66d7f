using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Http;

/// <summary>Turns an answer into what it means, or into an <see cref="CloudException"/>.</summary>
internal sealed class ErrorMapping(BudgetedTransport inner, Failures failures)
{
    public async Task<Dated<T>> SendAsync<T>(ApiRequest request, ReadBody<T> read, CancellationToken cancellationToken)
    {
        ApiResponse<T> answer;
        try
        {
            answer = await inner.SendAsync(request, read, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or TimeoutException)
        {
            // A write is not called back, so how it failed tells what it did, whatever was asked for meanwhile.
            if (request.Method == HttpMethod.Get)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            throw failures.NoAnswer(request, e);
        }

        if (!answer.IsSuccess)
        {
            throw failures.FromStatus(request, answer);
        }

        if (answer.Unreadable is { } reason)
        {
            throw failures.Unreadable(request, answer, reason);
        }

        return new Dated<T>(answer.Value!, answer.ServerTime, answer.SentAt);
    }
}
