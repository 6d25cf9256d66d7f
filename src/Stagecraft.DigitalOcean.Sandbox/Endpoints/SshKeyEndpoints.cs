using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Droplets;
using Stagecraft.DigitalOcean.Sandbox.Json;
using Stagecraft.DigitalOcean.Sandbox.Storage;

namespace Stagecraft.DigitalOcean.Sandbox.Endpoints;

internal sealed class SshKeyEndpoints(SshKeyStore keys)
{
    /// <summary>The list has a rate limit of its own.</summary>
    public const string ListPath = "/v2/account/keys";

    public IEnumerable<Route> Routes =>
    [
        new("GET", ListPath, List),
        new("POST", ListPath, Create),
        new("GET", "/v2/account/keys/*", Get),
    ];

    private ApiResponse List(ApiCall call)
    {
        var page = keys.List(PageRequest.Of(call.Query));
        return Answer.Page(call, "ssh_keys", [.. page.Select(SshKeyJson.Of)], keys.Count(), SandboxJson.Default.SshKeyJson);
    }

    private ApiResponse Get(ApiCall call)
    {
        var key = Identifier.TryParse(call.Key, out var id) ? keys.Get(id) : keys.Get(call.Key);
        return Show(200, key ?? throw ApiRefusal.NotFound());
    }

    private ApiResponse Create(ApiCall call)
    {
        var body = JsonBody.Parse(call.Request);
        var name = body.Text("name");
        if (string.IsNullOrWhiteSpace(name))
            throw ApiRefusal.Unprocessable("Name can't be blank.");
        var key = SshPublicKey.Parse(body.Text("public_key") ?? "")
            ?? throw ApiRefusal.Unprocessable("Key invalid, key should be of the format `type key [comment]`.");
        return Show(201, keys.Add(name, key) ?? throw ApiRefusal.Unprocessable("SSH Key is already in use on your account."));
    }

    private static ApiResponse Show(int status, SandboxSshKey key) =>
        Answer.Object(status, "ssh_key", SshKeyJson.Of(key), SandboxJson.Default.SshKeyJson);
}
