using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec digitalocean.md 5.2, 5.3.1, 5.3.2, 6.1 and 6.5.1.</summary>
public sealed class ReplaceTests
{
    private readonly World _world = new() { Yaml = World.Hosts("app-1", "app-2") };

    [Fact]
    public void A_replaced_droplet_is_verified_as_deleted_before_the_create()
    {
        SandboxDroplet former = _world.Ours("app-1");
        _world.Ours("app-2");
        _world.Network.Before = request => (request.Method == HttpMethod.Post && _world.Cloud.Droplets.Any(d => d.Id == former.Id))
            .Should().BeFalse("the old droplet must be deleted before the create");

        ApplyReport report = _world.Apply(Plan(replace: ["app-1"]));

        report.Hosts.Select(h => (h.Name, h.Kind)).Should().BeEquivalentTo(
            [("app-1", OutcomeKind.Deleted), ("app-1", OutcomeKind.Created), ("app-2", OutcomeKind.Unchanged)]);
        _world.Live().Should().Equal("staging-app-1", "staging-app-2");
        _world.Cloud.Droplets.Should().NotContain(d => d.Id == former.Id);
        _world.Events.Of<HostDeleted>().Should().ContainSingle().Which.Reason.Should().Be(DeleteReason.Replace);
        _world.Plan().HasChanges.Should().BeFalse();
    }

    [Fact]
    public void Duplicates_of_an_undeclared_host_are_deleted_too()
    {
        SandboxDroplet[] former = [_world.Ours("app-1"), _world.Ours("app-1"), _world.Ours("app-1")];
        _world.Ours("app-2");

        _world.Apply(Plan(replace: ["app-1"]));

        _world.Live().Should().Equal("staging-app-1", "staging-app-2");
        _world.Cloud.Droplets.Should().NotContain(d => former.Any(f => f.Id == d.Id));
    }

    [Fact]
    public void A_missing_host_with_replace_is_only_created()
    {
        InfraPlan plan = Plan(replace: ["app-1"]);
        plan.ToDelete.Should().BeEmpty();
        _world.Apply(plan).Count(OutcomeKind.Created).Should().Be(2);
    }

    [Fact]
    public void A_second_apply_replaces_nothing()
    {
        _world.Ours("app-1");
        InfraPlan plan = Plan(replace: ["app-1"]);
        _world.Apply(plan);
        _world.Network.Sent.Clear();

        _world.Apply(plan).Hosts.Should().OnlyContain(h => h.Kind == OutcomeKind.Unchanged);

        _world.Network.Sent.Should().OnlyContain(r => r.StartsWith("GET ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_host_recreated_by_another_user_is_accepted()
    {
        SandboxDroplet former = _world.Ours("app-1");
        _world.Ours("app-2");
        SandboxDroplet? other = null;
        _world.Network.Before = request =>
        {
            if (request.Method == HttpMethod.Get && other is null && !_world.Cloud.Droplets.Any(d => d.Id == former.Id))
            {
                other = _world.Ours("app-1");
            }
        };

        ApplyReport report = _world.Apply(Plan(replace: ["app-1"]));

        report.Hosts.Should().ContainSingle(h => h.Name == "app-1" && h.Kind == OutcomeKind.Unchanged).Which.Id.Should()
            .Be(other!.Id.Machine());
        _world.Network.Sent.Should().NotContain("POST /v2/droplets");
        _world.Live().Should().HaveCount(2);
    }

    [Fact]
    public void A_delete_that_is_refused_means_no_create_and_no_delete_of_what_is_undeclared()
    {
        _world.Ours("app-1");
        _world.Ours("app-2");
        _world.Ours("old-1");
        _world.Network.Choose = (request, _) => request.Method == HttpMethod.Delete ? Fault.Forbidden : Fault.None;

        CloudProviderException failure = ApplyTests.Fails(() => _world.Apply(Plan(replace: ["app-1"])));

        failure.Report!.Hosts.Select(h => (h.Name, h.Kind, h.Code)).Should().BeEquivalentTo(
        [
            ("app-1", OutcomeKind.Failed, ErrorCodes.Forbidden), ("app-1", OutcomeKind.Failed, ErrorCodes.Forbidden),
            ("app-2", OutcomeKind.Unchanged, null), ("old-1", OutcomeKind.Skipped, (string?)null),
        ]);
        failure.Report.Hosts.Should().Contain(h => h.Message!.Contains("was not replaced, because its previous droplet"));
        _world.Live().Should().HaveCount(3);
        _world.Network.Sent.Should().NotContain("POST /v2/droplets");
    }

    [Fact]
    public void A_droplet_protected_meanwhile_is_kept_and_its_host_is_not_created_twice()
    {
        SandboxDroplet droplet = _world.Ours("app-1");
        _world.Ours("app-2");
        InfraPlan plan = Plan(replace: ["app-1"]);
        _world.Cloud.SetTags(droplet.Id, [.. World.OurTags("app-1"), "stagecraft-protected"]);
        _world.Time.Run(() => Task.Delay(TimeSpan.FromSeconds(20), _world.Time));

        CloudProviderException failure = ApplyTests.Fails(() => _world.Apply(plan));

        failure.Code.Should().Be(ErrorCodes.Refused);
        failure.Report!.Hosts.Select(h => h.Kind)
            .Should().BeEquivalentTo([OutcomeKind.Failed, OutcomeKind.Kept, OutcomeKind.Unchanged]);
        _world.Network.Sent.Should().OnlyContain(r => r.StartsWith("GET ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_host_that_cannot_be_recreated_is_not_deleted()
    {
        _world.Ours("app-1");
        _world.Ours("app-2");
        InfraPlan plan = Plan(replace: ["app-1"]);
        _world.Cloud.CreateDroplet("staging-app-1", ["other"]);
        _world.Time.Run(() => Task.Delay(TimeSpan.FromSeconds(20), _world.Time));

        CloudProviderException failure = ApplyTests.Fails(() => _world.Apply(plan));

        failure.Code.Should().Be(ErrorCodes.MachineExists);
        _world.Live().Should().HaveCount(3);
        _world.Network.Sent.Should().OnlyContain(r => r.StartsWith("GET ", StringComparison.Ordinal));
    }

    [Fact]
    public void Killed_before_the_create_the_next_run_creates_it()
    {
        SandboxDroplet former = _world.Ours("app-1");
        _world.Ours("app-2");
        using CancellationTokenSource stop = new();
        _world.Network.Before = request =>
        {
            if (request.Method == HttpMethod.Delete)
            {
                stop.Cancel();
            }
        };

        CloudProviderException failure = ApplyTests.Fails(() => _world.Apply(Plan(replace: ["app-1"]), stop.Token));

        failure.Report!.IsInterrupted.Should().BeTrue();
        failure.Hint.Should().Be("re-run the same command; it resumes from the current state");
        failure.Report.Hosts.Single(h => h is { Name: "app-1", Id: null }).Should().Match<HostOutcome>(h =>
            h.Kind == OutcomeKind.Skipped && h.Message == "the run was stopped before it was recreated");
        _world.Network.Before = null;
        _world.Time.Run(() => Task.Delay(TimeSpan.FromSeconds(20), _world.Time));
        _world.Up().Count(OutcomeKind.Created).Should().Be(1);
        _world.Live().Should().Equal("staging-app-1", "staging-app-2");
        _world.Cloud.Droplets.Should().NotContain(d => d.Id == former.Id);
    }

    [Fact]
    public void Protected_undeclared_and_unknown_hosts_are_refused_together()
    {
        _world.Ours("app-1", more: "stagecraft-protected");
        _world.Ours("old-1");

        CloudProviderException failure = Fails(targets: [], replace: ["app-1", "old-1", "app-3"]);

        failure.Code.Should().Be(ErrorCodes.ConfigInvalid);
        failure.Problems.Select(p => (p.Code, p.Message)).Should().Equal(
            (ErrorCodes.ConfigInvalid, "invalid config: host 'app-3' of environment 'staging' cannot be replaced: it is not declared"),
            (ErrorCodes.ConfigInvalid, "invalid config: host 'old-1' of environment 'staging' cannot be replaced: it is not declared"),
            (ErrorCodes.Refused, $"droplet 'staging-app-1' ({_world.Cloud.Droplets[0].Id}) is protected: host 'app-1' cannot be replaced"));
        failure.Problems[0].Hint.Should().Be("did you mean 'app-1'? known: app-1, app-2");
    }

    [Fact]
    public void A_host_that_the_file_protects_is_not_replaced_even_where_its_droplet_is_not_protected_yet()
    {
        _world.Yaml = _world.Yaml.Replace("app-1: { role: app }", "app-1: { role: app, protected: true }");
        _world.Ours("app-1");

        CloudProviderException failure = Fails(targets: [], replace: ["app-1"]);

        failure.Problems.Select(p => (p.Code, p.Message))
            .Should().Equal((ErrorCodes.Refused, "host 'app-1' is declared as protected: it cannot be replaced"));
    }

    [Fact]
    public void Only_targets_are_protected_and_excluded_changes_are_counted()
    {
        _world.Yaml = _world.Yaml.Replace("role: app", "role: app, protected: true");
        _world.Ours("app-1");
        _world.Ours("app-2");

        InfraPlan plan = Plan(targets: ["app-2"]);

        plan.Updated().Select(p => p.Name).Should().Equal("app-2");
        plan.Warnings.Should().Contain(w => w.Message.StartsWith("1 other change is excluded by --target", StringComparison.Ordinal));
        _world.Apply(plan);
        _world.Cloud.Droplets.Where(d => d.Tags.Contains("stagecraft-protected")).Select(d => d.Name).Should().Equal("staging-app-2");
    }

    [Fact]
    public void An_unknown_target_is_reported_with_the_nearest_declared_or_existing_host()
    {
        _world.Ours("old-17");
        CloudProviderException failure = Fails(targets: ["old-71", "app-1"], replace: []);
        failure.Code.Should().Be(ErrorCodes.ConfigInvalid);
        failure.Problems.Should().ContainSingle().Which.Should().Match<Problem>(p =>
            p.Message == "invalid config: environment 'staging' has no host 'old-71', declared or existing"
                && p.Hint == "did you mean 'old-17'? known: app-1, app-2, old-17");
    }

    [Fact]
    public void A_replaced_host_must_be_a_target_and_not_of_a_down_plan()
    {
        Fails(["app-1"], ["app-2"]).Problems.Single().Message.Should().Contain("it is not a target");
        Fails([], ["app-2"], PlanIntent.Down).Problems.Single().Message.Should()
            .Contain("cannot be replaced: this plan deletes the environment");
    }

    [Fact]
    public void The_droplet_limit_counts_a_replaced_host_once()
    {
        World full = new(o => o with { DropletLimit = 2 }) { Yaml = World.Hosts("app-1", "app-2") };
        full.Ours("app-1");
        full.Ours("app-2");
        full.Apply(
            full.Time.Run(
                () => full.NewProvider().PlanAsync(full.PlanOptions() with { Replace = ["app-1", "app-2"] }, CancellationToken.None)))
            .Count(OutcomeKind.Created).Should().Be(2);
    }

    [Fact]
    public void Only_targets_are_created_and_deleted()
    {
        _world.Ours("old-1");
        _world.Ours("old-2");

        ApplyReport report = _world.Apply(Plan(targets: ["app-2", "old-2"]));

        report.Hosts.Select(h => (h.Name, h.Kind)).Should().Equal(("app-2", OutcomeKind.Created), ("old-2", OutcomeKind.Deleted));
        _world.Live().Should().Equal("staging-app-2", "staging-old-1");
    }

    [Fact]
    public void Targets_also_limit_down()
    {
        _world.Ours("app-1");
        _world.Ours("app-2");
        _world.Apply(
            _world.Time.Run(
                () => _world.NewProvider()
                    .PlanAsync(_world.PlanOptions(PlanIntent.Down) with { Targets = ["app-2"] }, CancellationToken.None)));
        _world.Live().Should().Equal("staging-app-1");
    }

    /// <summary>6.1: a plan of some hosts is not one of all, nor the other way round.</summary>
    [Fact]
    public void A_plan_without_its_targets_or_replacements_is_stale()
    {
        _world.Ours("app-1");
        InfraPlan plan = Plan(["app-1"], ["app-1"]);
        InfraPlan[] edits =
        [
            plan with { Targets = [] },
            plan with { Replace = [] },
            plan with { Targets = ["app-1", "app-2"] },
            plan with { Changes = [.. plan.ToDelete.Select(HostChange.Delete)] },
        ];
        foreach (InfraPlan edited in edits)
        {
            ApplyTests.Fails(() => _world.Apply(edited)).Code.Should().Be(ErrorCodes.PlanStale);
        }

        _world.Network.Sent.Should().OnlyContain(r => r.StartsWith("GET ", StringComparison.Ordinal));
    }

    private InfraPlan Plan(IReadOnlyList<string>? targets = null, IReadOnlyList<string>? replace = null) => _world.Time.Run(() =>
        _world.NewProvider()
            .PlanAsync(_world.PlanOptions() with { Targets = targets ?? [], Replace = replace ?? [] }, CancellationToken.None));

    private CloudProviderException Fails(string[] targets, string[] replace, PlanIntent intent = PlanIntent.Converge)
    {
        Action plan = () => _world.Time.Run(() =>
            _world.NewProvider()
                .PlanAsync(_world.PlanOptions(intent) with { Targets = targets, Replace = replace }, CancellationToken.None));
        return plan.Should().Throw<CloudProviderException>().Which;
    }
}
