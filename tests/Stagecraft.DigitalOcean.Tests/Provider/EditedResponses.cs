using System.Text;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Changes the bodies of responses to reads.</summary>
/// <param name="inner">The API.</param>
/// <param name="edit">The new body, from the request and the body of the API.</param>
internal sealed class EditedResponses(HttpMessageHandler inner, Func<Uri, string, string> edit) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
        if (request.Method == HttpMethod.Get)
        {
            string body = edit(request.RequestUri!, await response.Content.ReadAsStringAsync(cancellationToken));
            response.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        return response;
    }
}
