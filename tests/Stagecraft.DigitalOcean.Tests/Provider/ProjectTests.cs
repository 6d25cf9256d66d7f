using System.Text.Json;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Errors;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec digitalocean.md 2.19, 16.7: the resources of an environment are assigned to its DigitalOcean project.</summary>
public sealed class ProjectTests
{
    private readonly World _world;
    private readonly string _shop;

    public ProjectTests()
    {
        _world = new World();
        _shop = OtherClient.CreateProject(_world, "Shop");
        _world.Yaml = Yaml(World.Hosts("app-1", "app-2", "db-1"));
    }

    [Fact]
    public void New_droplets_are_assigned_with_one_request_and_the_next_plan_is_empty()
    {
        ApplyReport report = _world.Up();

        report.Hosts.Should().HaveCount(3).And.OnlyContain(h => h.Kind == OutcomeKind.Created && h.Message == null);
        Members().Should().BeEquivalentTo(_world.Cloud.Droplets.Select(d => $"do:droplet:{d.Id}"));
        Assignments().Should().ContainSingle();
        _world.Plan().Changes.Should().OnlyContain(c => c.Actions == ResourceActions.None && c.Fields.Count == 0);
    }

    [Fact]
    public void Existing_droplets_are_an_update_that_states_the_project()
    {
        _world.Ours("app-1");
        _world.Ours("app-2");
        _world.Ours("db-1");

        InfraPlan plan = _world.Plan();
        plan.Changes.Should().HaveCount(3).And.OnlyContain(c => c.Actions == ResourceActions.Update && c.Approval == Approval.Change);
        plan.Changes[0].Fields.Should().Equal(new FieldDifference("do_project", "Shop", "not in Shop") { IsUpdated = true });
        plan.Requests.Should().Be(1, "an assignment names several droplets");

        _world.Apply(plan).Hosts.Should().OnlyContain(h => h.Kind == OutcomeKind.Updated);
        Assignments().Should().ContainSingle();
        Members().Should().HaveCount(3);
    }

    [Fact]
    public void Volumes_load_balancers_and_reserved_ips_are_assigned_too()
    {
        string address = OtherClient.Reserve(_world, "nyc1");
        _world.Yaml = Everything(address);

        ApplyReport report = _world.Up();

        report.Succeeded.Should().BeTrue();
        SandboxResources resources = _world.Cloud.Resources;
        Members().Should().BeEquivalentTo(
        [
            .. _world.Cloud.Droplets.Select(d => $"do:droplet:{d.Id}"),
            $"do:volume:{resources.Volumes.Single().Id}",
            $"do:loadbalancer:{resources.LoadBalancers.Single().Id}",
            $"do:floatingip:{address}",
        ]);
        long database = _world.Cloud.Droplets.Single(d => d.Name == "staging-db-1").Id;
        (resources.ReservedIps.Single().DropletId, resources.Volumes.Single().DropletId).Should().Be((database, database));
        _world.Plan().Changes.Should().OnlyContain(c => c.Actions == ResourceActions.None && c.Fields.Count == 0);
    }

    [Fact]
    public void What_was_moved_to_another_project_is_moved_back_in_place()
    {
        string address = OtherClient.Reserve(_world, "nyc1");
        _world.Yaml = Everything(address);
        _world.Up();
        string other = OtherClient.CreateProject(_world, "Other");
        string[] all = [.. Members().Where(u => !u.Contains("floatingip", StringComparison.Ordinal))];
        OtherClient.Send(_world, HttpMethod.Post, $"/v2/projects/{other}/resources", JsonSerializer.Serialize(new { resources = all }));
        Members().Should().BeEmpty();

        InfraPlan plan = _world.Plan();
        plan.Changes.Where(c => c.Actions == ResourceActions.Update).Select(c => c.Kind).Should()
            .BeEquivalentTo(ResourceKind.Host, ResourceKind.Host, ResourceKind.Volume, ResourceKind.LoadBalancer);
        plan.Changes.SelectMany(c => c.Fields).Should().OnlyContain(f => f.Name == "do_project" && f.IsUpdated);
        _world.Apply(plan);

        Members().Should().HaveCount(5, "the reserved IP follows its droplet");
        _world.Cloud.Droplets.Should().HaveCount(2);
    }

    [Fact]
    public void A_plan_with_every_kind_reads_the_projects_and_their_resources_once()
    {
        _world.Yaml = Everything("203.0.113.2").Replace(", reserved_ip: 203.0.113.2", "", StringComparison.Ordinal);
        _world.Plan();
        _world.Network.Sent.Where(s => s.Contains("/v2/projects", StringComparison.Ordinal)).Should()
            .Equal("GET /v2/projects?per_page=200&page=1", $"GET /v2/projects/{_shop}/resources?per_page=200&page=1");
    }

    [Fact]
    public void Without_the_key_no_request_is_sent()
    {
        _world.Yaml = World.Hosts("app-1");
        _world.Up();
        _world.Plan();
        _world.Network.Sent.Should().NotContain(s => s.Contains("/v2/projects", StringComparison.Ordinal));
        Members().Should().BeEmpty();
    }

    [Fact]
    public void Deleting_the_environment_does_not_need_the_project()
    {
        _world.Up();
        _world.Network.Sent.Clear();
        _world.Down();
        _world.Network.Sent.Should().NotContain(s => s.Contains("/v2/projects", StringComparison.Ordinal));
    }

    [Fact]
    public void A_project_can_be_named_by_its_id_and_by_an_environment()
    {
        string own = OtherClient.CreateProject(_world, "Staging");
        _world.Yaml = Yaml(World.Hosts("app-1")) + $"\nenvironments: {{ staging: {{ do_project: {own.ToUpperInvariant()} }} }}\n";
        _world.Up();
        Members(own).Should().ContainSingle();
        Members().Should().BeEmpty();
    }

    [Theory]
    [InlineData("Shpo", "did you mean 'Shop'?")]
    [InlineData("something quite different", "projects: 'Sandbox', 'Shop'")]
    public void A_missing_project_is_a_problem_at_its_place_with_a_suggestion(string name, string hint)
    {
        _world.Yaml = _world.Yaml.Replace("do_project: Shop", $"do_project: {name}", StringComparison.Ordinal);
        Problem problem = _world.PlanFails().Problems.Should().ContainSingle().Which;
        (problem.Code, problem.Message, problem.Hint).Should()
            .Be((ErrorCodes.ConfigInvalid, $"invalid config: project '{name}' is not in the account", hint));
        (problem.Path, problem.Location!.Line).Should().Be(("do_project", 5));
    }

    [Fact]
    public void A_project_that_was_deleted_after_the_plan_stops_the_run_before_its_creates()
    {
        InfraPlan plan = _world.Plan();
        OtherClient.Send(_world, HttpMethod.Delete, $"/v2/projects/{_shop}");
        FluentActions.Invoking(() => _world.Apply(plan)).Should().Throw<CloudProviderException>()
            .Which.Code.Should().Be(ErrorCodes.ConfigInvalid);
        _world.Cloud.Droplets.Should().BeEmpty();
    }

    [Fact]
    public void A_token_without_the_scope_to_read_projects_cannot_plan()
    {
        _world.Network.Choose = (request, _) =>
            request.RequestUri!.AbsolutePath.StartsWith("/v2/projects", StringComparison.Ordinal) ? Fault.Forbidden : Fault.None;
        CloudProviderException failure = _world.PlanFails();
        failure.Code.Should().Be(ErrorCodes.Forbidden);
        (failure.Message + failure.Hint).Should().Contain("project:read");
    }

    [Fact]
    public void A_refused_assignment_fails_the_host_that_was_created_and_the_next_run_repeats_it()
    {
        OnAssignment(Fault.Forbidden);

        CloudProviderException failure = _world.UpFails();

        failure.Report!.Hosts.Should().HaveCount(3).And.OnlyContain(h => h.Kind == OutcomeKind.Failed && h.Id != null);
        failure.Report.Hosts[0].Message.Should().Contain("was not updated").And.Contain("project:assign_resource");
        _world.Cloud.Droplets.Should().HaveCount(3);

        _world.Network.Choose = (_, _) => Fault.None;
        _world.Up().Hosts.Should().OnlyContain(h => h.Kind == OutcomeKind.Updated);
        Members().Should().HaveCount(3);
        _world.Cloud.Droplets.Should().HaveCount(3);
    }

    [Theory]
    [InlineData(Fault.ResetBefore)]
    [InlineData(Fault.ResetAfter)]
    [InlineData(Fault.Error500After)]
    [InlineData(Fault.TruncatedAfter)]
    public void A_lost_response_is_read_and_repeated_if_required(Fault fault)
    {
        int posts = 0;
        _world.Network.Choose = (request, _) => IsAssignment(request) && ++posts == 1 ? fault : Fault.None;
        _world.Up().Succeeded.Should().BeTrue();
        Members().Should().HaveCount(3);
    }

    [Fact]
    public void New_droplets_that_the_project_does_not_know_yet_are_assigned_later()
    {
        World world = new(o => o with { ListLag = TimeSpan.FromSeconds(12), Boot = TimeSpan.FromSeconds(1) });
        string shop = OtherClient.CreateProject(world, "Shop", TimeSpan.FromSeconds(30));
        world.Yaml = Yaml(World.Hosts("app-1"));
        ApplyReport report = world.Up();
        report.Succeeded.Should().BeTrue();
        Members(shop, world).Should().ContainSingle();
    }

    [Fact]
    public void A_replaced_host_joins_the_project_again()
    {
        _world.Up();
        InfraPlan plan = _world.Time.Run(() => _world.NewProvider().PlanAsync(
            _world.PlanOptions() with { Replace = ["db-1"] }, CancellationToken.None));
        _world.Apply(plan);
        Members().Should().Contain($"do:droplet:{_world.Cloud.Droplets.Single(d => d.Name == "staging-db-1").Id}");
    }

    [Fact]
    public void A_run_that_is_stopped_before_the_assignment_reports_the_created_host()
    {
        using CancellationTokenSource stop = new();
        _world.Network.Choose = (request, _) =>
        {
            if (IsAssignment(request))
            {
                stop.Cancel();
            }

            return IsAssignment(request) ? Fault.ResetBefore : Fault.None;
        };

        CloudProviderException failure = FluentActions.Invoking(() => _world.Apply(_world.Plan(), stop.Token)).Should()
            .Throw<CloudProviderException>().Which;

        failure.Report!.IsInterrupted.Should().BeTrue();
        failure.Report.Hosts.Should().HaveCount(3).And.OnlyContain(h => h.Kind == OutcomeKind.Created && h.Message != null);
    }

    [Fact]
    public void After_a_crash_at_any_request_the_next_run_completes_the_assignment()
    {
        bool isDone = false;
        for (int n = 1; !isDone; n++)
        {
            World world = new();
            string shop = OtherClient.CreateProject(world, "Shop");
            world.Yaml = Yaml(World.Hosts("app-1"))
                .Replace("role: app }", "role: app, volumes: { data: { size: 10 } } }", StringComparison.Ordinal);
            FaultHandler network = world.NewNetwork();
            int sent = 0;
            network.Before = _ => network.Crashed = ++sent >= n;
            Task<ApplyReport>? run = null;
            world.Time.Run(async () =>
            {
                run = world.UpAsync(world.NewProvider(network));
                await Task.WhenAny(run, Task.Delay(TimeSpan.FromMinutes(10), world.Time));
            });
            isDone = run!.IsCompletedSuccessfully;

            world.Up().Succeeded.Should().BeTrue();

            Members(shop, world).Should().BeEquivalentTo(
                [$"do:droplet:{world.Cloud.Droplets.Single().Id}", $"do:volume:{world.Cloud.Resources.Volumes.Single().Id}"],
                $"the run crashed at request {n}");
            n.Should().BeLessThan(80);
        }
    }

    [Fact]
    public void The_number_of_requests_of_a_plan_includes_the_assignments() =>
        _world.Plan().Requests.Should().Be(3, "one create per role, and one assignment");

    private void OnAssignment(Fault fault) => _world.Network.Choose = (request, _) => IsAssignment(request) ? fault : Fault.None;

    private static bool IsAssignment(HttpRequestMessage request) =>
        request.Method == HttpMethod.Post && request.RequestUri!.AbsolutePath.EndsWith("/resources", StringComparison.Ordinal);

    private IEnumerable<string> Assignments() =>
        _world.Network.Sent.Where(s => s.StartsWith("POST /v2/projects", StringComparison.Ordinal));

    private IReadOnlyList<string> Members(string? project = null, World? world = null) =>
    [
        .. OtherClient.Send(world ?? _world, HttpMethod.Get, $"/v2/projects/{project ?? _shop}/resources?per_page=200")
            .GetProperty("resources").EnumerateArray().Select(r => r.GetProperty("urn").GetString()!),
    ];

    private static string Yaml(string hosts) =>
        hosts.Replace("hosts:\n", "do_project: Shop\nhosts:\n", StringComparison.Ordinal);

    private static string Everything(string address) => Yaml(World.Hosts("app-1", "db-1"))
        .Replace("role: db }", $"role: db, volumes: {{ data: {{ size: 10 }} }}, reserved_ip: {address} }}", StringComparison.Ordinal)
        + "\nenvironments: { staging: { load_balancers: { web: { role: app, forward: [ { from: http/80, to: http/80 } ] } } } }\n";
}
