using Stagecraft.DigitalOcean.Sandbox.Tests.Support;

namespace Stagecraft.DigitalOcean.Sandbox.Tests;

/// <summary>Section 9.4: droplets that are destroyed with associated resources.</summary>
public sealed class DestroyTests
{
    private static readonly string[] Kinds = ["reserved_ips", "floating_ips", "snapshots", "volumes", "volume_snapshots"];

    [Fact]
    public async Task Everything_is_destroyed_only_with_the_header()
    {
        await using Account account = new Account();
        string path = await DestroySteps.CreateFull(account);
        foreach (string? header in (string?[])[null, "false"])
        {
            (await DestroySteps.DestroyAll(account, path, header)).Status.Should().Be(422);
        }

        Counts(await account.Get(path)).Should().Equal(1, 1, 1, 1, 0);
        (await DestroySteps.DestroyAll(account, path)).Status.Should().Be(202);

        Reply open = await account.Get(path + "/status");
        open.Json.TryGetProperty("completed_at", out _).Should().BeFalse();
        (await DestroySteps.DestroyAll(account, path)).Status.Should().Be(409);
        account.Clock.Advance(60);
        Reply status = await account.Get(path + "/status");
        status["failures"].GetInt32().Should().Be(0);
        status["droplet"].GetProperty("destroyed_at").GetString().Should().Be(status["completed_at"].GetString());
        Kinds.Select(k => status["resources"].GetProperty(k).GetArrayLength()).Should().Equal(1, 1, 1, 1, 0);
        account.Sandbox.Droplets.Should().BeEmpty();
        account.Sandbox.Resources.Volumes.Should().BeEmpty();
        account.Sandbox.Resources.ReservedIps.Should().BeEmpty();
        (await account.Get("/v2/snapshots")).Total.Should().Be(0);
        (await account.Get(path)).Status.Should().Be(404);
    }

    [Fact]
    public async Task Only_the_named_resources_are_destroyed()
    {
        await using Account account = new Account();
        string path = await DestroySteps.CreateFull(account);
        Reply associated = await account.Get(path);
        associated["volumes"][0].GetProperty("cost").GetString().Should().Be("1.00");
        string volume = associated["volumes"][0].GetProperty("id").GetString()!;

        (await account.Delete(path + "/selective", $$"""{"volumes":["{{volume}}"],"snapshots":["1"]}""")).Status.Should().Be(202);
        account.Clock.Advance(60);

        account.Sandbox.Resources.Volumes.Should().BeEmpty();
        account.Sandbox.Resources.ReservedIps.Should().ContainSingle().Which.DropletId.Should().BeNull();
        (await account.Get("/v2/snapshots")).Total.Should().Be(1);
    }

    [Fact]
    public async Task Without_a_request_there_is_no_status()
    {
        await using Account account = new Account();
        string path = DestroySteps.PathOf(account.Sandbox.CreateDroplet("web-1").Id);
        (await account.Get(path + "/status")).Status.Should().Be(404);
        (await account.Post(path + "/retry", "{}")).Status.Should().Be(404);
    }

    private static IEnumerable<int> Counts(Reply associated) => Kinds.Select(k => associated[k].GetArrayLength());
}
