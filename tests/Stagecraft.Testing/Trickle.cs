using System.Globalization;
using System.Net;
using System.Text;

namespace Stagecraft.Testing;

/// <summary>A network to an API whose hour is used up: it lets one request pass each so often. What is not used is kept.</summary>
public sealed class Trickle(HttpMessageHandler inner, TimeProvider time, TimeSpan every) : DelegatingHandler(inner)
{
    private DateTimeOffset _next = time.GetUtcNow();
    private int _left = 1;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        for (; _next <= now; _next += every)
        {
            _left++;
        }

        HttpResponseMessage answer;
        if (_left == 0)
        {
            answer = new(HttpStatusCode.TooManyRequests)
            {
                Content = new StringContent("""{"id":"too_many_requests","message":"slow"}""", Encoding.UTF8, "application/json"),
            };
            answer.Headers.Date = now;
        }
        else
        {
            _left--;
            answer = await base.SendAsync(request, cancellationToken);
        }

        Set("ratelimit-remaining", _left);
        Set("ratelimit-reset", (long)Math.Ceiling((_next - DateTimeOffset.UnixEpoch).TotalSeconds));
        return answer;

        void Set(string header, long value)
        {
            answer.Headers.Remove(header);
            answer.Headers.Add(header, value.ToString(CultureInfo.InvariantCulture));
        }
    }
}
