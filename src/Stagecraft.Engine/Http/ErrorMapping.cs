using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Http;

/// <summary>Converts a response to its value or to a <see cref="CloudException"/>.</summary>
internal sealed class ErrorMapping(BudgetedTransport inner, Failures failures)
{
    public async Task<Dated<T>> SendAsync<T>(ApiRequest request, ReadBody<T> read, CancellationToken cancellationToken)
    {
        ApiResponse<T> response;
        try
        {
            response = await inner.SendAsync(request, read, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or TimeoutException)
        {
            // A write is not canceled, so its failure counts even if cancellation was requested meanwhile.
            if (request.Method == HttpMethod.Get)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            throw failures.NoResponse(request, e);
        }

        if (!response.IsSuccess)
        {
            throw failures.FromStatus(request, response);
        }

        if (response.Unreadable is { } reason)
        {
            throw failures.Unreadable(request, response, reason);
        }

        return new Dated<T>(response.Value!, response.ServerTime, response.SentAt);
    }
}
