using System.Text.Json;
using Stagecraft.Aws.Sandbox.Hosting;
using Stagecraft.Aws.Sandbox.Model;
using Stagecraft.Aws.Sandbox.Protocol;
using Stagecraft.Sandbox.Web;

namespace Stagecraft.Aws.Sandbox.Web;

/// <summary>Reads and sets the conditions over HTTP.</summary>
internal sealed class ConditionsEndpoint(SandboxApi api, AwsSandboxConditions start)
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

        (AwsSandboxConditions conditions, SandboxFaultRule[] rules) = api.Locked((faults, _) => (api.Conditions, faults.Rules));
        using MemoryStream body = new MemoryStream();
        using (Utf8JsonWriter json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            ConditionsMembers.Write(json, conditions, rules);
            json.WriteEndObject();
        }

        return new ApiResponse(200, body.ToArray());
    }

    private void Set(ReadOnlyMemory<byte> body)
    {
        if (body.Length > ApiRequest.MaxBody)
        {
            throw AwsError.Of(RejectedRequest.TooLarge);
        }

        try
        {
            api.Change(conditions => ConditionsMembers.Read(body.Span, conditions));
        }
        catch (SandboxConditionsException error)
        {
            throw new AwsError(422, "InvalidConditions", error.Message);
        }
    }
}
