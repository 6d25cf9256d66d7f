using System.Text.Json;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Support;

/// <summary>Steps of the tests of volumes.</summary>
internal static class VolumeSteps
{
    public static string Body(string name = "data", string more = "") =>
        $$"""{"name":"{{name}}","region":"nyc3","size_gigabytes":10{{(more.Length == 0 ? "" : ",")}}{{more}}}""";

    /// <summary>Creates a volume of 10 GiB in nyc3 and returns its ID.</summary>
    public static async Task<string> Create(Account account, string name = "data", string more = "")
    {
        Reply reply = await account.Post("/v2/volumes", Body(name, more));
        reply.Status.Should().Be(201, reply.Text);
        return reply["volume"].GetProperty("id").GetString()!;
    }

    public static Task<Reply> Act(Account account, string id, string body) => account.Post($"/v2/volumes/{id}/actions", body);

    public static string Attach(long droplet) => $$"""{"type":"attach","droplet_id":{{droplet}}}""";

    public static string Detach(long droplet) => $$"""{"type":"detach","droplet_id":{{droplet}}}""";

    public static async Task<JsonElement> Get(Account account, string id) => (await account.Get($"/v2/volumes/{id}"))["volume"];

    /// <summary>The droplets of a volume, and the volumes of a droplet.</summary>
    public static async Task Expect(Account account, string volume, long droplet, bool attached)
    {
        (await Get(account, volume)).GetProperty("droplet_ids").GetRawText().Should().Be(attached ? $"[{droplet}]" : "[]");
        (await account.Get($"/v2/droplets/{droplet}"))["droplet"].GetProperty("volume_ids").GetRawText()
            .Should().Be(attached ? $"[\"{volume}\"]" : "[]");
    }
}
