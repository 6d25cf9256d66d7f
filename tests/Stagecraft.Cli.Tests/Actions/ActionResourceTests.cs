using Stagecraft.Cli.Tests.EndToEnd;

namespace Stagecraft.Cli.Tests.Actions;

/// <summary>spec/action.md, 1.2, 4.5 and 4.6: firewalls, volumes and load balancers.</summary>
[Trait("kind", "sweep")]
public sealed class ActionResourceTests
{
    private const string Balancer = "load_balancers: { web: { role: app, forward: [ { from: http/80, to: http/80 } ] } }";
    private const string Firewall = "firewalls: { web: { roles: [app], inbound: [ { port: 22, from: any } ] } }";
    private const string Volume = ", volumes: { data: { size: 1 } }";

    [Fact]
    public async Task The_counts_include_all_resources()
    {
        await using ActionRig rig = await StartAsync(Volume, $"{Balancer}, {Firewall}");

        ActionResult plan = await rig.PushAsync();

        plan.Outputs.Should().Contain("to-create", "4").And.Contain("summary", "4 to create, 0 to delete, 0 to update, 0 drifted");
        plan.Summary.Should().StartWith("### 4 to create: staging");

        ActionResult up = await rig.PushAsync(("command", "up"));

        up.Succeeded.Should().BeTrue(up.Transcript);
        up.Summary.Should().StartWith("### up staging: 1 created; other resources: 3 created\n");
        up.Outputs.Should().Contain("created", "4").And.Contain("deleted", "0").And.Contain("failed", "0")
            .And.Contain("summary", "1 created; other resources: 3 created");

        Write(rig, Volume.Replace("1 }", "2 }", StringComparison.Ordinal) + ", protected: true", $"{Balancer}, {Firewall}");
        (await rig.PushAsync()).Outputs.Should().Contain("to-update", "2").And.Contain("to-protect", "1");
    }

    [Fact]
    public async Task A_plan_deletes_the_volumes_of_allow_loss_and_up_without_a_plan_requires_it()
    {
        await using ActionRig rig = await StartAsync(Volume, Balancer);
        (string, string)[] up = [("command", "up"), ("handover", "false"), ("allow-delete", "true")];
        (await rig.PushAsync(up)).Succeeded.Should().BeTrue();
        Write(rig, "", "");

        (await rig.PushAsync())["to-delete"].Should().Be("1", "the volume is kept");
        (await rig.PushAsync(("allow-loss", "volume/app-1-data")))["to-delete"].Should().Be("2");
        (await rig.PushAsync(up))["exit-code"].Should().Be("5", "the load balancer is not named");
        (await rig.PushAsync([.. up, ("allow-loss", "load_balancer/other, volume/other")]))["exit-code"].Should().Be("5");
        Deletes(rig).Should().BeEmpty();

        ActionResult done = await rig.PushAsync([.. up, ("allow-loss", "load_balancer/web\nvolume/app-1-data")]);

        done.Succeeded.Should().BeTrue(done.Transcript);
        done.Outputs.Should().Contain("deleted", "2").And.Contain("summary", "1 unchanged; other resources: 2 deleted");
        Deletes(rig).Should().BeEquivalentTo("load_balancers", "volumes");
    }

    [Fact]
    public async Task Up_of_a_plan_does_not_pass_allow_loss()
    {
        await using ActionRig rig = await StartAsync("", Balancer);
        (await rig.PushAsync(("command", "up"), ("handover", "false"))).Succeeded.Should().BeTrue();
        Write(rig, "", "");
        (await rig.PushAsync(("allow-loss", "load_balancer/web"))).Succeeded.Should().BeTrue();

        ActionResult up = await rig.PushAsync(("command", "up"), ("allow-loss", "load_balancer/web"));

        up.Succeeded.Should().BeTrue(up.Transcript);
        Deletes(rig).Should().Equal("load_balancers");
    }

    private static IEnumerable<string> Deletes(ActionRig rig) =>
        rig.Cloud.Requests.Where(r => r.Method == "DELETE").Select(r => r.Target.Split('/')[2]);

    private static async Task<ActionRig> StartAsync(string host, string environment)
    {
        ActionRig rig = await ActionRig.StartAsync("app-1");
        Write(rig, host, environment);
        return rig;
    }

    private static void Write(ActionRig rig, string host, string environment) => rig.Write(
        RealCommand.Config("app-1").Replace(
            ", user_data: '#!END-TO-END-USER-DATA'", host, StringComparison.Ordinal)
        + (environment.Length == 0 ? "" : $"\n      environments: {{ staging: {{ {environment} }} }}\n"));
}
