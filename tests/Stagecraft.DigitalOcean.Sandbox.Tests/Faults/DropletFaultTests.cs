using System.Text.Json;
using Stagecraft.DigitalOcean.Sandbox.Tests.Support;
using Stagecraft.Sandbox;
using static Stagecraft.Sandbox.SandboxFaultKind;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Faults;

/// <summary>Section 15.3: droplets that do not boot.</summary>
public sealed class DropletFaultTests
{
    [Fact]
    public async Task A_stuck_droplet_stays_new_and_can_be_deleted_after_its_boot_time()
    {
        await using Account account = With(StuckNew);
        long id = await account.Create();
        account.Clock.Advance(7.9);
        (await account.Delete($"/v2/droplets/{id}")).Status.Should().Be(422);
        account.Clock.Advance(3600);
        JsonElement droplet = (await account.Get($"/v2/droplets/{id}"))["droplet"];
        (droplet.GetProperty("status").GetString(), droplet.GetProperty("locked").GetBoolean()).Should().Be(("new", false));
        droplet.GetProperty("networks").GetProperty("v4").GetArrayLength().Should().Be(0);
        (await ActionOf(account, id)).Should().Be("create in-progress");
        (await account.Delete($"/v2/droplets/{id}")).Status.Should().Be(204);
        account.Clock.Advance(3);
        account.Sandbox.Droplets.Should().BeEmpty();
    }

    [Fact]
    public async Task A_droplet_boots_to_off()
    {
        await using Account account = With(BootsOff);
        long id = await account.Create();
        (await account.Get($"/v2/droplets/{id}"))["droplet"].GetProperty("status").GetString().Should().Be("new");
        account.Clock.Advance(8);
        JsonElement droplet = (await account.Get($"/v2/droplets/{id}"))["droplet"];
        (droplet.GetProperty("status").GetString(), droplet.GetProperty("locked").GetBoolean()).Should().Be(("off", false));
        droplet.GetProperty("networks").GetProperty("v4").GetArrayLength().Should().Be(2);
        (await ActionOf(account, id)).Should().Be("create completed");
    }

    [Fact]
    public async Task A_droplet_vanishes_and_its_action_is_errored()
    {
        await using Account account = With(Vanishes);
        long id = await account.Create();
        account.Sandbox.Droplets.Single().IsDeleting.Should().BeFalse();
        account.Clock.Advance(7.9);
        (await account.Get("/v2/droplets")).Total.Should().Be(1);
        (await ActionOf(account, id)).Should().Be("create in-progress");
        account.Clock.Advance(0.1);
        (await account.Get($"/v2/droplets/{id}")).Status.Should().Be(404);
        (await account.Get("/v2/droplets")).Total.Should().Be(0);
        (await account.Get("/v2/actions")).All("actions", "status").Should().Equal("errored");
        account.Sandbox.Droplets.Should().BeEmpty();
    }

    [Fact]
    public async Task A_droplet_that_would_vanish_can_be_deleted_out_of_band_before()
    {
        await using Account account = With(Vanishes);
        long id = await account.Create();
        account.Clock.Advance(7);
        account.Sandbox.DeleteDroplet(id);
        account.Sandbox.Droplets.Single().IsDeleting.Should().BeTrue();
        account.Clock.Advance(3);
        account.Sandbox.Droplets.Should().BeEmpty();
    }

    [Fact] // 15.1
    public async Task Droplet_faults_are_selected_by_name_per_droplet()
    {
        await using Account account = new Account(new SandboxOptions
        {
            Faults =
            [
                new() { Kind = BootsOff, Machine = "db-*", Skip = 1, Times = 1 },
                new() { Kind = Vanishes, Machine = "*-9" },
            ],
        });
        const string names = """ "names":["db-1","db-2","db-3","web-2","web-9"] """;
        await account.Post("/v2/droplets", Account.Body().Replace("\"name\":\"web-1\"", names, StringComparison.Ordinal));
        account.Clock.Advance(8);
        account.Sandbox.Droplets.Select(droplet => $"{droplet.Name} {droplet.Status}")
            .Should().Equal("db-1 active", "db-2 off", "db-3 active", "web-2 active");
        account.Sandbox.Faults.Hits.Select(hit => $"{hit.Kind} {hit.Subject}").Should().Equal("BootsOff db-2", "Vanishes web-9");
    }

    [Fact] // 14.2
    public async Task Out_of_band_droplets_are_subject_to_faults_only_if_they_boot()
    {
        await using Account account = With(BootsOff, times: null);
        account.Sandbox.CreateDroplet("booting", booting: true);
        account.Sandbox.CreateDroplet("there").Status.Should().Be("active");
        account.Clock.Advance(8);
        account.Sandbox.Droplets.Select(droplet => droplet.Status).Should().Equal("off", "active");
    }

    private static Account With(SandboxFaultKind kind, int? times = 1) =>
        new(new SandboxOptions { Faults = [new SandboxFault { Kind = kind, Times = times }] });

    private static async Task<string> ActionOf(Account account, long id)
    {
        JsonElement action = (await account.Get($"/v2/droplets/{id}/actions"))["actions"][0];
        return $"{action.GetProperty("type")} {action.GetProperty("status")}";
    }
}
