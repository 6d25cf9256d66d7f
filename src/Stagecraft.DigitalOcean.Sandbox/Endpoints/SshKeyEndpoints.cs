using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Droplets;
using Stagecraft.DigitalOcean.Sandbox.Json;
using Stagecraft.DigitalOcean.Sandbox.Storage;

namespace Stagecraft.DigitalOcean.Sandbox.Endpoints;

internal sealed class SshKeyEndpoints(SshKeyStore keys)
{
    /// <summary>The list has a separate rate limit.</summary>
    public const string ListPath = "/v2/account/keys";

    private const string OnePath = $"{ListPath}/*";

    public IEnumerable<Route> Routes =>
    [
        new("GET", ListPath, List),
        new("POST", ListPath, Create),
        new("GET", OnePath, call => Show(200, Find(call))),
        new("PUT", OnePath, Rename),
        new("DELETE", OnePath, Delete),
    ];

    private ApiResponse List(ApiCall call)
    {
        List<SandboxSshKey> page = keys.List(PageRequest.Of(call.Query));
        return JsonResponse.Page(call, "ssh_keys", [.. page.Select(SshKeyJson.Of)], keys.Count(), SandboxJson.Default.SshKeyJson);
    }

    private SandboxSshKey Find(ApiCall call) =>
        (Identifier.TryParse(call.Key, out long id) ? keys.Get(id) : keys.Get(call.Key)) ?? throw ApiError.NotFound();

    private ApiResponse Create(ApiCall call)
    {
        JsonBody body = JsonBody.Parse(call.Request);
        string name = Name(body);
        SshPublicKey key = SshPublicKey.Parse(body.Text("public_key") ?? "")
            ?? throw ApiError.Unprocessable("Key invalid, key should be of the format `type key [comment]`.");
        return Show(201, keys.Add(name, key) ?? throw ApiError.Unprocessable("SSH Key is already in use on your account."));
    }

    private ApiResponse Rename(ApiCall call)
    {
        SandboxSshKey key = Find(call);
        SandboxSshKey renamed = key with { Name = Name(JsonBody.Parse(call.Request)) };
        keys.Rename(key.Id, renamed.Name);
        return Show(200, renamed);
    }

    private ApiResponse Delete(ApiCall call)
    {
        keys.Delete(Find(call).Id);
        return JsonResponse.NoContent();
    }

    private static string Name(JsonBody body) =>
        body.Text("name") is { } name && !string.IsNullOrWhiteSpace(name) ? name : throw ApiError.Unprocessable("Name can't be blank.");

    private static ApiResponse Show(int status, SandboxSshKey key) =>
        JsonResponse.Object(status, "ssh_key", SshKeyJson.Of(key), SandboxJson.Default.SshKeyJson);
}
