using System.Text.Json;
using Stagecraft.DigitalOcean.Sandbox.Tests.Support;

namespace Stagecraft.DigitalOcean.Sandbox.Tests;

/// <summary>Section 11.</summary>
public sealed class ActionTests
{
    [Fact]
    public async Task Creates_and_deletes_are_actions_that_take_time()
    {
        await using Account account = new Account(new SandboxOptions { ListLag = TimeSpan.FromMinutes(1) });
        long id = await account.Create();
        JsonElement create = (await account.Get("/v2/actions"))["actions"][0];
        create.GetProperty("status").GetString().Should().Be("in-progress");
        create.GetProperty("type").GetString().Should().Be("create");
        create.GetProperty("completed_at").ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null);
        create.GetProperty("resource_id").GetInt64().Should().Be(id);
        create.GetProperty("resource_type").GetString().Should().Be("droplet");
        create.GetProperty("region_slug").GetString().Should().Be("nyc3");

        account.Clock.Advance(10);
        JsonElement done = (await account.Get($"/v2/actions/{create.GetProperty("id")}"))["action"];
        done.GetProperty("status").GetString().Should().Be("completed");
        done.GetProperty("started_at").GetString().Should().Be("2026-03-14T15:09:26Z");
        done.GetProperty("completed_at").GetString().Should().Be("2026-03-14T15:09:34Z");

        await account.Delete($"/v2/droplets/{id}");
        (await account.Get($"/v2/droplets/{id}/actions")).All("actions", "type").Should().Equal("destroy", "create");
        account.Clock.Advance(3);
        (await account.Get("/v2/actions")).All("actions", "status").Should().Equal("completed", "completed");
        (await account.Get($"/v2/droplets/{id}/actions")).Status.Should().Be(404);
    }

    [Fact] // 11.1
    public async Task An_action_of_a_droplet_can_be_read_by_both_ids()
    {
        await using Account account = new Account();
        (long id, long other) = (await account.Create("a"), await account.Create("b"));
        JsonElement action = (await account.Get($"/v2/droplets/{id}/actions"))["actions"][0];
        (await account.Get($"/v2/droplets/{id}/actions/{action.GetProperty("id")}"))["action"].GetRawText()
            .Should().Be(action.GetRawText());
        JsonElement actionId = action.GetProperty("id");
        foreach (string? path in new[] { $"{other}/actions/{actionId}", $"{id}/actions/1", $"{id}/actions/x", $"1/actions/{actionId}" })
        {
            (await account.Get($"/v2/droplets/{path}")).Status.Should().Be(404);
        }
    }

    [Fact]
    public async Task Actions_are_paged_newest_first()
    {
        await using Account account = new Account();
        List<string> ids = Enumerable.Range(0, 5).Select(i => account.Sandbox.CreateDroplet($"a{i}").Id.ToString()).ToList();
        Reply page = await account.Get("/v2/actions?per_page=2&page=2");
        (page.Total, string.Join(',', page.All("actions", "resource_id"))).Should().Be((5, $"{ids[2]},{ids[1]}"));
    }
}
