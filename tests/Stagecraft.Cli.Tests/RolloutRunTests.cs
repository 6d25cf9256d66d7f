using Stagecraft.Cli.Tests.Support;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Sandbox;

namespace Stagecraft.Cli.Tests;

/// <summary>Hosts that are replaced, resized and switched on by the real command. spec/cli/infra.md, 2.4.3 to 2.4.3.4; interface.md,
/// section 10.</summary>
public sealed class RolloutRunTests
{
    private static readonly string[] Apps = ["app-1", "app-2", "app-3"];

    private readonly VirtualCommand _command = new([.. Apps, "db-1"]);

    public RolloutRunTests() => _command.Run("infra up -e staging --yes").ExitCode.Should().Be(0);

    [Fact]
    public void Outdated_hosts_are_replaced_one_at_a_time()
    {
        long[] before = Ids();
        long database = _command.Droplet("db-1").Id;
        _command.Write("app-1: { role: app }", "app-1: { role: app, image: debian-12-x64 }");
        _command.Write("app-2: { role: app }", "app-2: { role: app, image: debian-12-x64 }");
        _command.Write("app-3: { role: app }", "app-3: { role: app, image: debian-12-x64 }");
        _command.Run("infra plan -e staging").Error.Should().Contain("`stagecraft infra up -e staging --replace outdated`");
        RequireActive(3);

        CliResult up = _command.Run("infra up -e staging --replace outdated --yes --allow-delete -o json");

        up.ExitCode.Should().Be(0, up.Error);
        Events(up).Should().Equal(Apps.SelectMany(
            h => new[] { $"host_deleting {h}", $"host_deleted {h}", $"host_creating {h}", $"host_ready {h}" }));
        up.Lines[^1].GetProperty("created").GetInt32().Should().Be(3);
        Ids().Should().NotIntersectWith(before);
        Apps.Select(h => _command.Droplet(h)).Should().OnlyContain(d => d.Image == "debian-12-x64" && d.Status == "active");
        _command.Droplet("db-1").Id.Should().Be(database, "its image is the declared one");
        _command.World.Cloud.Droplets.SelectMany(d => d.Tags).Should().NotContain("stagecraft-replaced");
        _command.Run("infra up -e staging --replace outdated --yes --allow-delete").Out.Should().Contain("Done: 4 unchanged.");
    }

    [Fact]
    public void The_plan_of_a_replacement_states_how_many_at_a_time()
    {
        _command.Run("infra plan -e staging --replace role:app").Out.Should().Contain("\nRole app: 3 hosts are replaced one at a time.\n");
        CliResult all = _command.Run("infra plan -e staging --replace role:app --max-unavailable 3");
        all.Out.Should().Contain("\nRole app: 3 hosts are replaced at the same time.\n");
        all.Error.Should().Contain("warning: role 'app' is unavailable while all of its hosts are replaced at the same time; ");
        _command.Run("infra plan -e staging --replace db-1").Error.Should()
            .Contain("warning: role 'db' is unavailable while its only host 'db-1' is replaced\n");
    }

    [Fact]
    public void Two_at_a_time_leave_one()
    {
        RequireActive(2);
        CliResult up = _command.Run("infra up -e staging --replace role:app --max-unavailable 2 --yes --allow-delete -o json");
        up.ExitCode.Should().Be(0, up.Error);
        Events(up).Take(2).Should().BeEquivalentTo("host_deleting app-1", "host_deleting app-2");
    }

    [Fact]
    public void The_same_command_continues_an_interrupted_replacement()
    {
        const string Line = "infra up -e staging --replace role:app --yes --allow-delete";
        long[] before = Ids();
        CliResult stopped = _command.Run(
            Line, isStopped: () => !_command.World.Cloud.Droplets.Any(d => d.Id == before[1] && !d.IsDeleting));

        stopped.ExitCode.Should().Be(130);
        stopped.Error.Should().Contain("run `stagecraft infra plan -e staging --replace role:app` to check\n");
        stopped.Out.Should().MatchRegex("app-3 .*skipped");
        SandboxDroplet first = _command.Droplet("app-1");
        before.Should().NotContain(first.Id);
        first.Tags.Should().Contain("stagecraft-replaced");

        CliResult plan = _command.Run("infra plan -e staging --replace role:app");
        plan.Out.Should().Contain($"  !   app-1  replacement: continues an earlier run (id {first.Id})\n").And.MatchRegex(@"-/\+ app-3 ");
        plan.Error.Should().Contain("does not replace 'app-1' again\n");
        CliResult continued = _command.Run(Line);

        continued.ExitCode.Should().Be(0, continued.Error);
        _command.Droplet("app-1").Id.Should().Be(first.Id);
        Ids().Should().NotIntersectWith(before);
        _command.World.Cloud.Droplets.SelectMany(d => d.Tags).Should().NotContain("stagecraft-replaced");
    }

    [Fact]
    public void After_a_failure_the_hosts_of_later_groups_are_skipped_with_the_reason()
    {
        long[] before = Ids();
        _command.World.Cloud.Faults.Add(new SandboxFault { Kind = SandboxFaultKind.BootsOff, Machine = "staging-app-1", Times = null });

        CliResult up = _command.Run("infra up -e staging --replace role:app --yes --allow-delete");

        up.ExitCode.Should().Be(10);
        up.Error.Should().Contain("plan -e staging --replace role:app`; re-run the command to resume\n")
            .And.Contain("app-2: skipped: nothing was sent for it, because host 'app-1' failed\n").And.Contain("app-3: skipped: ");
        up.Out.Should().MatchRegex("app-2 .*skipped").And.MatchRegex("app-3 .*skipped");
        Ids()[1..].Should().Equal(before[1..]);
    }

    [Theory]
    [InlineData("", 25)]
    [InlineData(" --resize-disk", 80)]
    public void A_host_gets_the_declared_size_and_keeps_its_droplet(string option, int disk)
    {
        SandboxDroplet before = _command.Droplet("app-1");
        _command.Write("app-1: { role: app }", "app-1: { role: app, size: s-2vcpu-4gb }");
        _command.Run("infra plan -e staging").Error.Should().Contain("`stagecraft infra up -e staging --resize app-1`");

        CliResult up = _command.Run($"infra up -e staging --resize app-1{option} --yes");

        up.ExitCode.Should().Be(0, up.Error);
        up.Error.Should().Contain($"size: s-1vcpu-1gb -> s-2vcpu-4gb (downtime, id {before.Id})")
            .And.Contain($"\n! app-1: resizing droplet {before.Id}\n! app-1: droplet {before.Id} is resized\n");
        SandboxDroplet after = _command.Droplet("app-1");
        (after.Id, after.PublicIpv4, after.Size, after.Status, after.Disk)
            .Should().Be((before.Id, before.PublicIpv4, "s-2vcpu-4gb", "active", disk));
        after.Tags.Should().BeEquivalentTo(before.Tags);
        _command.Run("infra plan -e staging --detailed-exitcode").ExitCode.Should().Be(0);
    }

    [Fact]
    public void A_saved_resize_is_applied_exactly()
    {
        _command.Write("default_size: s-1vcpu-1gb", "default_size: s-2vcpu-4gb");
        string file = Path.Combine(Path.GetTempPath(), $"stagecraft-{Guid.NewGuid():N}.json");
        try
        {
            CliResult plan = _command.Run($"infra plan -e staging --resize role:app --resize-disk --max-unavailable 2 --out {file}");
            plan.ExitCode.Should().Be(0, plan.Error);
            plan.Out.Should().Contain("\nRole app: 3 hosts are resized 2 at a time.\n");
            RequireActive(2);

            CliResult up = _command.Run($"infra up --plan {file} --max-unavailable 2");

            up.ExitCode.Should().Be(0, up.Error);
            Apps.Select(h => _command.Droplet(h)).Should()
                .OnlyContain(d => d.Size == "s-2vcpu-4gb" && d.Disk == 80 && d.Status == "active");
            _command.Droplet("db-1").Size.Should().Be("s-1vcpu-1gb");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact] // interface.md 10.15; output.md 2.1
    public void A_saved_surge_is_applied_exactly()
    {
        long before = _command.Droplet("app-1").Id;
        string file = Path.Combine(Path.GetTempPath(), $"stagecraft-{Guid.NewGuid():N}.json");
        try
        {
            CliResult plan = _command.Run($"infra plan -e staging --replace role:app --surge --out {file}");
            plan.ExitCode.Should().Be(0, plan.Error);
            File.ReadAllText(file).Should().Contain("\"surge\": true");

            CliResult up = _command.Run($"infra up --plan {file} --allow-delete");

            up.ExitCode.Should().Be(0, up.Error);
            _command.Droplet("app-1").Id.Should().NotBe(before);
            _command.World.Live().Should().NotContain(n => n.EndsWith("-next", StringComparison.Ordinal));
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>output.md 4.2.3.1: the droplet has another ID, also if an earlier run created it.</summary>
    [Fact]
    public void A_surge_that_continues_reports_replaced_hosts()
    {
        const string Line = "infra up -e staging --replace app-1 --surge --yes --allow-delete";
        long before = _command.Droplet("app-1").Id;
        CliResult stopped = _command.Run(Line, isStopped: () => _command.World.Cloud.Droplets.Any(
            d => d.Name == "staging-app-1-next" && d.Status == "active"));
        stopped.ExitCode.Should().Be(130, stopped.Error);
        _command.World.Live().Should().Contain("staging-app-1-next").And.Contain("staging-app-1");

        CliResult up = _command.Run(Line);

        up.ExitCode.Should().Be(0, up.Error);
        long after = _command.Droplet("app-1").Id;
        after.Should().NotBe(before);
        up.Out.Should().MatchRegex($"app-1 +{before} .* deleted ").And.MatchRegex($"app-1 +{after} .* replaced ")
            .And.Contain("Done: 1 deleted, 3 unchanged, 1 replaced.\n");
    }

    [Theory]
    [InlineData("app-2", new[] { "app-2" })]
    [InlineData("role:app", new[] { "app-2", "app-3" })]
    public void A_host_that_is_off_is_switched_on(string selection, string[] hosts)
    {
        foreach (string host in new[] { "app-2", "app-3", "db-1" })
        {
            _command.World.Cloud.SetStatus(_command.Droplet(host).Id, "off");
        }

        _command.Run("infra plan -e staging").Error.Should().Contain("`stagecraft infra up -e staging --power-on app-2 app-3 db-1`");

        CliResult up = _command.Run($"infra up -e staging --power-on {selection} --yes");

        up.ExitCode.Should().Be(0, up.Error);
        up.Error.Should().Contain($"! app-2  status: off -> active (id {_command.Droplet("app-2").Id})\n");
        string[] running = [.. _command.World.Cloud.Droplets.Where(d => d.Status == "active").Select(d => d.Name["staging-".Length..])];
        running.Should().BeEquivalentTo(["app-1", .. hosts]);
    }

    private static IEnumerable<string> Events(CliResult result) => result.Lines
        .Select(l => (Type: l.GetProperty("type").GetString()!, Line: l))
        .Where(l => l.Type is "host_deleting" or "host_deleted" or "host_creating" or "host_ready")
        .Select(l => $"{l.Type} {l.Line.GetProperty("name").GetString()}");

    private long[] Ids() => [.. Apps.Select(h => _command.World.Cloud.Droplets.LastOrDefault(d => d.Name == $"staging-{h}")?.Id ?? 0)];

    /// <summary>When a droplet of the role is about to be deleted or switched off, this many are active.</summary>
    private void RequireActive(int least) => _command.World.Network.Before = request =>
    {
        if (request.Method == HttpMethod.Delete)
        {
            _command.World.Cloud.Droplets.Count(d => d is { Status: "active", IsDeleting: false } && d.Name.StartsWith("staging-app"))
                .Should().BeGreaterThanOrEqualTo(least);
        }
    };
}
