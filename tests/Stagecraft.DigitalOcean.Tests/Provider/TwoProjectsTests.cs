using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Tests.Provider;

/// <summary>Spec digitalocean.md 3.1.1, 3.3: two projects with the same environment and the same hosts in one account. Each seed
/// determines commands of both, some at the same time, with faults.</summary>
public sealed class TwoProjectsTests
{
    private static readonly Fault[] Faults =
    [
        Fault.ResetBefore, Fault.ResetAfter, Fault.Error500Before, Fault.Error500After, Fault.TruncatedAfter, Fault.LateCommit,
        Fault.TooMany,
    ];

    private static readonly string[] Hosts = ["app-1", "app-2", "db-1"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 25)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void No_command_of_one_project_changes_a_droplet_of_the_other(int seed)
    {
        Random dice = new(seed);
        World world = new(o => o with { TagLag = TimeSpan.FromSeconds(dice.Next(9)), ListLag = TimeSpan.FromSeconds(dice.Next(9)) });
        Project[] projects = [new(world, "shop"), new(world, "blog")];
        for (int step = 0; step < 6; step++)
        {
            foreach (Project project in projects)
            {
                project.Network.Choose = (_, _) => dice.Next(15) == 0 ? Faults[dice.Next(Faults.Length)] : Fault.None;
            }

            Project one = projects[dice.Next(2)];
            Project other = projects.Single(p => p != one);
            string[] before = other.Droplets();
            bool isTogether = dice.Next(3) == 0;
            world.Time.Run(() => Task.WhenAll(isTogether ? projects.Select(p => p.RunAsync(dice)) : [one.RunAsync(dice)]));
            if (!isTogether)
            {
                other.Droplets().Should().Equal(before);
            }
        }

        world.Time.Run(() => Task.Delay(TimeSpan.FromMinutes(1), world.Time));
        foreach (Project project in projects)
        {
            project.Network.Choose = (_, _) => Fault.None;
            world.Time.Run(() => project.ConvergeAsync());
            project.Droplets().Should().HaveCount(Hosts.Length);
        }

        world.Cloud.Droplets.Select(d => d.Name).Should()
            .BeEquivalentTo(projects.SelectMany(p => Hosts.Select(h => $"{p.Name}-staging-{h}")));
    }

    private sealed class Project(World world, string name)
    {
        private readonly HashSet<string> _own = [];

        public string Name => name;

        public FaultHandler Network { get; } = world.NewNetwork();

        /// <summary>The droplets of the project with their tags.</summary>
        public string[] Droplets() =>
        [
            .. world.Cloud.Droplets.Where(d => d.Tags.Contains($"stagecraft-project-{name}"))
                .Select(d => $"{d.Id} {d.Name} {d.Status} {string.Join(',', d.Tags.Order(StringComparer.Ordinal))}"),
        ];

        /// <summary>Runs a command: <c>up</c>, <c>up --replace</c> or <c>down</c>. It may fail because of faults.</summary>
        public async Task RunAsync(Random dice)
        {
            PlanIntent intent = dice.Next(4) == 0 ? PlanIntent.Down : PlanIntent.Converge;
            string[] declared = [.. Hosts.Where(_ => dice.Next(4) > 0)];
            bool isProtected = dice.Next(4) == 0;
            string[] replace = intent == PlanIntent.Converge && !isProtected ? [.. declared.Where(_ => dice.Next(4) == 0)] : [];
            try
            {
                await ApplyAsync(declared, isProtected, intent, replace);
            }
            catch (CloudProviderException)
            {
                // A fault, or a protected droplet.
            }
        }

        /// <summary>After all faults: every host exists, none is protected, and a plan is in sync.</summary>
        public async Task ConvergeAsync()
        {
            foreach (SandboxDroplet droplet in world.Cloud.Droplets.Where(d => d.Tags.Contains($"stagecraft-project-{name}")))
            {
                world.Cloud.SetTags(droplet.Id, droplet.Tags.Where(t => t != "stagecraft-protected"));
            }

            await ApplyAsync(Hosts, isProtected: false, PlanIntent.Converge, []);
            (await PlanAsync(world.NewProvider(Network), Hosts, isProtected: false, PlanIntent.Converge, [])).InSync.Should().BeTrue();
        }

        private async Task ApplyAsync(string[] declared, bool isProtected, PlanIntent intent, string[] replace)
        {
            DigitalOceanProvider provider = world.NewProvider(Network);
            InfraPlan plan = await PlanAsync(provider, declared, isProtected, intent, replace);
            _own.UnionWith(world.Cloud.Droplets.Where(d => d.Tags.Contains($"stagecraft-project-{name}")).Select(d => $"{d.Id}"));
            plan.ToDelete.Select(d => d.Id.Value).Should().BeSubsetOf(_own);
            await provider.ApplyAsync(
                new ApplyOptions { Config = World.Config(Yaml(declared, isProtected)), Plan = plan }, CancellationToken.None);
        }

        private Task<InfraPlan> PlanAsync(
            DigitalOceanProvider provider, string[] declared, bool isProtected, PlanIntent intent, string[] replace) =>
            provider.PlanAsync(
                new PlanOptions
                {
                    Config = World.Config(Yaml(declared, isProtected)),
                    Project = name,
                    Environment = "staging",
                    Intent = intent,
                    Replace = replace,
                },
                CancellationToken.None);

        private static string Yaml(string[] declared, bool isProtected)
        {
            string yaml = World.Hosts(declared).Replace(
                "hosts:\n", "machine_name: \"{project}-{environment}-{host}\"\nhosts:\n", StringComparison.Ordinal);
            return isProtected ? yaml.Replace("role: db", "role: db, protected: true", StringComparison.Ordinal) : yaml;
        }
    }
}
