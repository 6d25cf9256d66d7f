namespace Stagecraft.DigitalOcean.Sandbox.Tests.Contract.Cases;

internal static class SshKeyChangeCases
{
    private const string Rename = "PUT /v2/account/keys/{ssh_key_identifier}";
    private const string Remove = "DELETE /v2/account/keys/{ssh_key_identifier}";

    public static IEnumerable<Case> All =>
    [
        new(Rename, "by id", 200, account =>
            account.Send(HttpMethod.Put, $"/v2/account/keys/{account.Sandbox.AddSshKey("mine").Id}", """{"name":"yours"}""")),
        new(Rename, "by fingerprint", 200, account =>
            account.Send(HttpMethod.Put, $"/v2/account/keys/{account.Sandbox.AddSshKey("mine").Fingerprint}", """{"name":"yours"}""")),
        new(Rename, "no name", 422, account =>
            account.Send(HttpMethod.Put, $"/v2/account/keys/{account.Sandbox.AddSshKey("mine").Id}", """{"name":""}""")),
        new(Remove, "by id", 204, account => account.Delete($"/v2/account/keys/{account.Sandbox.AddSshKey("mine").Id}")),
        new(Remove, "by fingerprint", 204, account => account.Delete($"/v2/account/keys/{account.Sandbox.AddSshKey("mine").Fingerprint}")),
    ];
}
