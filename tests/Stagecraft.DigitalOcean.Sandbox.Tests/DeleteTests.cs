using System.Text.Json;
using Stagecraft.DigitalOcean.Sandbox.Tests.Support;

namespace Stagecraft.DigitalOcean.Sandbox.Tests;

/// <summary>Section 9.</summary>
public sealed class DeleteTests
{
    [Fact] // 9.1
    public async Task A_deleted_droplet_is_visible_and_locked_until_it_is_removed()
    {
        await using Account account = new Account();
        long id = account.Sandbox.CreateDroplet("web-1").Id;
        Reply deleted = await account.Delete($"/v2/droplets/{id}");
        (deleted.Status, deleted.Text).Should().Be((204, ""));
        deleted.ContentHeaders.ContentType!.MediaType.Should().Be("application/json");

        account.Clock.Advance(2.9);
        JsonElement deleting = (await account.Get($"/v2/droplets/{id}"))["droplet"];
        deleting.GetProperty("locked").GetBoolean().Should().BeTrue();
        deleting.GetProperty("status").GetString().Should().Be("active");
        (await account.Get("/v2/droplets")).Total.Should().Be(1);

        account.Clock.Advance(0.1);
        Reply removed = await account.Get($"/v2/droplets/{id}");
        (removed.Status, removed["message"].GetString()).Should().Be((404, "The resource you were accessing could not be found."));
        (await account.Delete($"/v2/droplets/{id}")).Text.Should().Contain("The resource you were accessing could not be found.");
        (await account.Get($"/v2/droplets/{id}/actions")).Text.Should().Contain("The resource you were accessing could not be found.");
        (await account.Get("/v2/droplets")).Total.Should().Be(0);
        account.Sandbox.Droplets.Should().BeEmpty();
    }

    [Fact] // 9.2
    public async Task A_booting_locked_or_already_deleted_droplet_rejects_a_delete()
    {
        await using Account account = new Account();
        long id = await account.Create();
        (await account.Delete($"/v2/droplets/{id}")).Status.Should().Be(422);

        account.Clock.Advance(8);
        account.Sandbox.SetLocked(id, true);
        (await account.Delete($"/v2/droplets/{id}")).ErrorId.Should().Be("unprocessable_entity");

        account.Sandbox.SetLocked(id, false);
        (await account.Delete($"/v2/droplets/{id}")).Status.Should().Be(204);
        (await account.Delete($"/v2/droplets/{id}")).Status.Should().Be(422);
    }

    [Fact] // 9.3
    public async Task Deleting_by_tag_deletes_all_droplets_with_the_tag()
    {
        await using Account account = new Account();
        account.Sandbox.CreateDroplet("a", ["blue"]);
        account.Sandbox.CreateDroplet("b", ["green"]);
        account.Sandbox.CreateDroplet("c", ["blue"], size: "gpu-h100x1-80gb", region: "tor1");
        (await account.Delete("/v2/droplets?tag_name=blue")).Status.Should().Be(204);
        (await account.Delete("/v2/droplets?tag_name=blue")).Status.Should().Be(204, "droplets that are already being deleted are ignored");
        account.Clock.Advance(3);
        account.Sandbox.Droplets.Select(droplet => droplet.Name).Should().Equal("b");
        (await account.Get("/v2/actions")).Total.Should().Be(5);
    }

    [Fact] // 9.3
    public async Task Deleting_by_tag_deletes_all_droplets_or_none()
    {
        await using Account account = new Account();
        account.Sandbox.CreateDroplet("a", ["blue"]);
        account.Sandbox.CreateDroplet("b", ["blue"], booting: true);
        (await account.Delete("/v2/droplets?tag_name=blue")).Status.Should().Be(422);
        account.Sandbox.Droplets.Should().OnlyContain(droplet => !droplet.IsDeleting);
    }

    [Fact] // 9.3
    public async Task Deleting_without_a_tag_deletes_nothing()
    {
        await using Account account = new Account();
        account.Sandbox.CreateDroplet("a", ["blue"]);
        (await account.Delete("/v2/droplets")).Status.Should().Be(422);
        (await account.Delete("/v2/droplets?tag_name=")).Status.Should().Be(404);
        (await account.Delete("/v2/droplets?tag_name=BLUE")).Status.Should().Be(404);
        account.Sandbox.Droplets.Should().OnlyContain(droplet => !droplet.IsDeleting);
    }
}
