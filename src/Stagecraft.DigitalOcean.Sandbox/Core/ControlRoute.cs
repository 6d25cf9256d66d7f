using Stagecraft.DigitalOcean.Sandbox.Faults;

namespace Stagecraft.DigitalOcean.Sandbox.Core;

/// <summary>Reads and sets the conditions over HTTP.</summary>
internal sealed class ControlRoute(SandboxApi api, SandboxConditions start)
{
    public const string Path = "/sandbox/conditions";

    /// <exception cref="ApiRefusal">The method or the body is not right; nothing was set.</exception>
    public ApiResponse Answer(ApiRequest request)
    {
        switch (request.Method)
        {
            case "GET" or "HEAD":
                break;
            case "PATCH":
                Set(request.Body);
                break;
            case "DELETE":
                api.Conditions = start;
                break;
            default:
                throw ApiRefusal.MethodNotAllowed("DELETE, GET, PATCH");
        }

        return api.Alone((script, _) => Json.Answer.Write(200, json => ConditionsWriter.Write(json, api.Conditions, script.Rules)));
    }

    private void Set(ReadOnlyMemory<byte> body)
    {
        if (body.Length > ApiRequest.MaxBody)
            throw ApiRefusal.TooLarge();
        try
        {
            api.Change(conditions => ConditionsReader.Read(body.Span, conditions));
        }
        catch (SandboxConditionsException error)
        {
            throw ApiRefusal.Unprocessable(error.Message);
        }
    }
}
