using System.Net;

namespace Stagecraft.Benchmarks.Table.Measuring;

/// <summary>Counts the requests on their way to the API, repeated and refused ones too.</summary>
internal sealed class RequestCounter(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private int _requests;
    private int _posts;
    private int _refused;

    public int Requests => _requests;

    public int Posts => _posts;

    public int Refused => _refused;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _requests);
        if (request.Method == HttpMethod.Post)
        {
            Interlocked.Increment(ref _posts);
        }

        HttpResponseMessage answer = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (answer.StatusCode == HttpStatusCode.TooManyRequests)
        {
            Interlocked.Increment(ref _refused);
        }

        return answer;
    }
}
