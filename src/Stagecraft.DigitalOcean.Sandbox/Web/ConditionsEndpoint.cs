using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Endpoints;
using Stagecraft.DigitalOcean.Sandbox.Json;
using Stagecraft.DigitalOcean.Sandbox.Model;
using Stagecraft.Sandbox.Web;

namespace Stagecraft.DigitalOcean.Sandbox.Web;

/// <summary>Reads and sets the conditions over HTTP.</summary>
internal sealed class ConditionsEndpoint(SandboxApi api, SandboxConditions start)
{
    public IEnumerable<SiteRoute> Routes => [new("/sandbox/conditions", ["GET", "HEAD", "PATCH", "DELETE"], Handle)];

    private ApiResponse Handle(ApiRequest request)
    {
        if (request.Method == "PATCH")
        {
            Set(request.Body);
        }
        else if (request.Method == "DELETE")
        {
            api.Conditions = start;
        }

        (SandboxConditions? conditions, SandboxFaultRule[]? rules) = api.Locked((faults, _) => (api.Conditions, faults.Rules));
        return JsonResponse.Write(200, json => ConditionsWriter.Write(json, conditions, rules));
    }

    private void Set(ReadOnlyMemory<byte> body)
    {
        if (body.Length > ApiRequest.MaxBody)
        {
            throw ApiError.TooLarge();
        }

        try
        {
            api.Change(conditions => ConditionsMembers.Read(body.Span, conditions));
        }
        catch (SandboxConditionsException error)
        {
            throw ApiError.Unprocessable(error.Message);
        }
    }
}
