using System.Text.Json;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Support;

/// <summary>Steps of the tests of droplet actions.</summary>
internal static class ActionSteps
{
    public static readonly SandboxOptions InstantBoot = new() { Boot = TimeSpan.Zero };

    public static Task<Reply> Act(Account account, long id, string body) => account.Post($"/v2/droplets/{id}/actions", body);

    public static async Task<long> Off(Account account)
    {
        long id = await account.Create();
        await Act(account, id, """{"type":"power_off"}""");
        account.Clock.Advance(2);
        return id;
    }

    public static async Task Expect(Account account, long id, string status, bool locked)
    {
        JsonElement droplet = (await account.Get($"/v2/droplets/{id}"))["droplet"];
        (droplet.GetProperty("status").GetString(), droplet.GetProperty("locked").GetBoolean()).Should().Be((status, locked));
    }

    public static async Task ExpectSize(Account account, long id, string slug, int memory, int disk)
    {
        JsonElement droplet =
            (await account.Get("/v2/droplets"))["droplets"].EnumerateArray().Single(item => item.GetProperty("id").GetInt64() == id);
        (droplet.GetProperty("size_slug").GetString(), droplet.GetProperty("size").GetProperty("slug").GetString())
            .Should().Be((slug, slug));
        (droplet.GetProperty("memory").GetInt32(), droplet.GetProperty("disk").GetInt32()).Should().Be((memory, disk));
    }
}
