using Stagecraft.DigitalOcean.Sandbox.Tests.Support;

namespace Stagecraft.DigitalOcean.Sandbox.Tests;

/// <summary>Section 3.</summary>
public sealed class AuthenticationTests
{
    [Theory] // 3.1
    [InlineData(null, null, 401)]
    [InlineData(null, "", 401)]
    [InlineData(null, "Bearer ", 401)]
    [InlineData(null, "Bearer", 401)]
    [InlineData(null, "Basic dG9rZW4=", 401)]
    [InlineData(null, "Bearer anything", 200)]
    [InlineData(null, "bearer anything", 200)]
    [InlineData("secret", "Bearer secret", 200)]
    [InlineData("secret", "Bearer Secret", 401)]
    public async Task A_bearer_token_is_required(string? token, string? authorization, int status)
    {
        await using Account account = new Account(new SandboxOptions { Token = token });
        Reply reply = await account.Send(HttpMethod.Get, "/v2/account", authorization: authorization);
        reply.Status.Should().Be(status);
        if (status == 401)
        {
            reply.ErrorId.Should().Be("unauthorized");
        }
    }

    [Theory] // 3.2
    [InlineData("/v2/droplets?tag_name=blue")]
    [InlineData("/v2/images?tag_name=blue")]
    [InlineData("/v2/tags")]
    [InlineData("/v2/tags/blue")]
    public async Task Without_permission_queries_by_tag_are_forbidden(string path)
    {
        await using Account account = new Account(new SandboxOptions { CanReadTags = false });
        Reply reply = await account.Get(path);
        (reply.Status, reply.ErrorId).Should().Be((403, "forbidden"));
    }

    [Fact] // 3.2
    public async Task Without_permission_droplets_have_no_tags_member()
    {
        await using Account account = new Account(new SandboxOptions { CanReadTags = false });
        Reply created = await account.Post("/v2/droplets", Account.Body("web-1", """ "tags":["blue"] """));
        created["droplet"].TryGetProperty("tags", out _).Should().BeFalse();
        (await account.Get("/v2/droplets"))["droplets"][0].TryGetProperty("tags", out _).Should().BeFalse();
        (await account.Delete("/v2/droplets?tag_name=blue")).Status.Should().Be(403);
        account.Sandbox.Droplets.Single().Tags.Should().Equal("blue");
    }

    [Fact] // 3.2
    public async Task Without_permission_images_have_no_tags_member()
    {
        await using Account account = new Account(new SandboxOptions { CanReadTags = false });
        (await account.Get("/v2/images"))["images"][0].TryGetProperty("tags", out _).Should().BeFalse();
        (await account.Get("/v2/images/debian-12-x64"))["image"].TryGetProperty("tags", out _).Should().BeFalse();
        Reply droplet = await account.Get($"/v2/droplets/{await account.Create()}");
        droplet["droplet"].GetProperty("image").TryGetProperty("tags", out _).Should().BeFalse();
    }

    [Fact] // 3.3
    public async Task Without_permission_actions_are_forbidden()
    {
        await using Account account = new Account(new SandboxOptions { CanReadActions = false });
        long id = await account.Create();
        foreach (string? path in new[] { "/v2/actions", "/v2/actions/1", $"/v2/droplets/{id}/actions" })
        {
            (await account.Get(path)).Status.Should().Be(403);
        }
    }
}
