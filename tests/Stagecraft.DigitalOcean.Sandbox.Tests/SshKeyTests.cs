using Stagecraft.DigitalOcean.Sandbox.Tests.Support;

namespace Stagecraft.DigitalOcean.Sandbox.Tests;

/// <summary>Section 6.3: renaming and deleting keys.</summary>
public sealed class SshKeyTests
{
    [Fact]
    public async Task A_key_can_be_renamed_by_id_and_by_fingerprint()
    {
        await using Account account = new Account();
        SandboxSshKey key = account.Sandbox.AddSshKey("old");
        (await account.Put($"/v2/account/keys/{key.Id}", """{"name":"first"}"""))["ssh_key"].GetProperty("name").GetString()
            .Should().Be("first");
        Reply reply = await account.Put($"/v2/account/keys/{key.Fingerprint}", """{"name":"my-ssh-key"}""");
        reply.Status.Should().Be(200);
        (await account.Get($"/v2/account/keys/{key.Id}")).Text.Should().Be(reply.Text);
        reply["ssh_key"].GetProperty("public_key").GetString().Should().Be(key.PublicKey);
    }

    [Theory]
    [InlineData("{}", 422)]
    [InlineData("""{"name":null}""", 422)]
    [InlineData("""{"name":" "}""", 422)]
    [InlineData("""{"name":7}""", 422)]
    [InlineData("[]", 400)]
    public async Task An_invalid_name_is_rejected(string body, int status)
    {
        await using Account account = new Account();
        (await account.Put("/v2/account/keys/40000001", body)).Status.Should().Be(status);
        (await account.Get("/v2/account/keys")).All("ssh_keys", "name").Should().Equal("my-ssh-key");
    }

    [Fact]
    public async Task A_key_can_be_deleted_by_id_and_by_fingerprint_and_its_droplets_keep_it()
    {
        await using Account account = new Account();
        (SandboxSshKey? first, SandboxSshKey? second) = (account.Sandbox.AddSshKey("a"), account.Sandbox.AddSshKey("b"));
        await account.Create("web-1", $""" "ssh_keys":[{first.Id}] """);
        (await account.Delete($"/v2/account/keys/{first.Id}")).Status.Should().Be(204);
        (await account.Delete($"/v2/account/keys/{second.Fingerprint}")).Status.Should().Be(204);
        (await account.Get("/v2/account/keys")).All("ssh_keys", "name").Should().Equal("my-ssh-key");
        account.Sandbox.Droplets.Single().SshKeyIds.Should().Equal(first.Id);
        (await account.Post("/v2/droplets", Account.Body("web-2", $""" "ssh_keys":[{first.Id}] """))).Status.Should().Be(422);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("00:11")]
    [InlineData("99999999999999999999")]
    public async Task An_unknown_key_is_404(string key)
    {
        await using Account account = new Account();
        (await account.Put($"/v2/account/keys/{key}", """{"name":"a"}""")).Status.Should().Be(404);
        (await account.Delete($"/v2/account/keys/{key}")).Status.Should().Be(404);
    }

    [Fact] // 14.2
    public async Task After_a_delete_keys_with_equal_names_can_still_be_added()
    {
        await using Account account = new Account();
        (SandboxSshKey? first, SandboxSshKey? second) = (account.Sandbox.AddSshKey("a"), account.Sandbox.AddSshKey("a"));
        await account.Delete($"/v2/account/keys/{first.Id}");
        account.Sandbox.AddSshKey("a").Fingerprint.Should().NotBe(second.Fingerprint);
    }
}
