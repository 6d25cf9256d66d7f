using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Json;
using Stagecraft.DigitalOcean.Sandbox.LoadBalancers;
using Stagecraft.DigitalOcean.Sandbox.Storage;

namespace Stagecraft.DigitalOcean.Sandbox.Endpoints;

/// <summary>Lists and reads certificates.</summary>
internal sealed class CertificateEndpoints(CertificateStore certificates)
{
    public IEnumerable<Route> Routes =>
    [
        new("GET", "/v2/certificates", List),
        new("GET", "/v2/certificates/*", call => JsonResponse.Object(
            200, "certificate", CertificateJson.Of(certificates.Require(call.Key, call.Now)), SandboxJson.Default.CertificateJson)),
    ];

    private ApiResponse List(ApiCall call)
    {
        (List<Certificate> page, long total) = certificates.List(call.Query["name"], PageRequest.Of(call.Query), call.Now);
        return JsonResponse.Page(
            call, "certificates", [.. page.Select(CertificateJson.Of)], total, SandboxJson.Default.CertificateJson);
    }
}
