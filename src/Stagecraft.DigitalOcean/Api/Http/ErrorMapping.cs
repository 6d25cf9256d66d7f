using System.Text.Json;

namespace Stagecraft.DigitalOcean.Api.Http;

/// <summary>Turns an answer into what it means, or into an <see cref="ApiException"/>.</summary>
internal sealed class ErrorMapping(BudgetedTransport inner, Failures failures)
{
    public async Task<T> SendAsync<T>(ApiRequest request, Func<HttpAnswer, T> read, CancellationToken cancellationToken)
    {
        HttpAnswer answer;
        try
        {
            answer = await inner.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or TimeoutException)
        {
            // A write is not called back, so how it failed tells what it did, whatever was asked for meanwhile.
            if (request.Method == HttpMethod.Get)
                cancellationToken.ThrowIfCancellationRequested();
            throw failures.NoAnswer(request, e);
        }

        if (!answer.IsSuccess)
            throw failures.FromStatus(request, answer);
        try
        {
            return read(answer);
        }
        catch (JsonException e)
        {
            throw failures.Unreadable(request, answer, e);
        }
    }
}
