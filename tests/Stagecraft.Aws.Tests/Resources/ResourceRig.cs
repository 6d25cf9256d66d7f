using System.Text;
using Stagecraft.Aws.Api.Client;
using Stagecraft.Aws.Api.Signing;
using Stagecraft.Aws.Resources;
using Stagecraft.Aws.Sandbox;
using Stagecraft.Aws.Settings;
using Stagecraft.Aws.Tests.Api;
using Stagecraft.Aws.Tests.Settings;
using Stagecraft.Config;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Http;
using Stagecraft.Engine.Planning;
using Stagecraft.Plans;
using Stagecraft.Sandbox;

namespace Stagecraft.Aws.Tests.Resources;

/// <summary>The kinds of resources with an emulated account, without an engine.</summary>
internal sealed class ResourceRig : IDisposable
{
    public const string Region = "eu-central-1";

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);

    private readonly Ownership _ownership = new("shop", "prod", MachineNameTemplate.Default);

    public ResourceRig(string hosts, string? environment = null, AwsSandboxOptions? options = null)
    {
        Cloud = AwsSandbox.Create((options ?? new()) with { TimeProvider = Clock, SecretKey = null, Throttle = false });
        Client = new AwsClient(new()
        {
            HomeRegion = Region,
            Endpoints = new AwsEndpoints(_ => null),
            Session = new AwsSession(new TestCredentials(() => new AwsKeys("AKIDEXAMPLE", Rig.Secret)), Clock),
            Governor = new RateGovernor(Clock, new AwsLimits()),
            Time = Clock,
            Random = new Random(1),
            Handler = Cloud.CreateHandler(),
        });
        Declare(hosts, environment);
    }

    public VirtualTimeProvider Clock { get; } = new();

    public AwsSandbox Cloud { get; }

    public AwsClient Client { get; }

    public IReadOnlyList<DeclaredResource> Declared { get; private set; } = [];

    public IReadOnlyList<IResourceKind> Kinds { get; private set; } = [];

    public Dictionary<string, ResourceId> Machines { get; } = [];

    /// <summary>The actions that changed the account, or tried to.</summary>
    public IReadOnlyList<string> Writes => [.. Cloud.Requests.Where(r => !r.IsRead).Select(r => r.Action)];

    private ResourceMarks Marks => new(_ownership);

    /// <summary>Declares other hosts, as the next run reads them.</summary>
    public void Declare(string hosts, string? environment = null)
    {
        Ec2Config config = Read(hosts, environment);
        Declared = config.Resources["prod"];
        ResourceOwner owner = new("123456789012", "shop", "prod", [.. config.Settings!.Environments[0].Hosts]);
        ResourceRegions regions = new(Client, _ => Task.FromResult<IReadOnlyList<string>>([Region]));
        Kinds = ResourceKinds.Of(regions, owner, Clock, TimeSpan.FromSeconds(60));
    }

    public IResourceKind Kind(string kind) => Kinds.Single(k => k.Kind == kind);

    public AwsSandboxInstance AddHost(string host, string region = Region)
    {
        AwsSandboxInstance instance = Cloud.CreateInstance(
            new Dictionary<string, string>
            {
                ["stagecraft:project"] = "shop",
                ["stagecraft:environment"] = "prod",
                ["stagecraft:host"] = host,
            },
            region);
        Machines[host] = new ResourceId(instance.Id);
        Wait(60);
        return instance;
    }

    public ResourceList List(string kind) =>
        Clock.Run(() => Kind(kind).ReadAsync([.. Declared.Where(d => d.Kind == kind)], RequestPriority.Working, default));

    public KindState State(string kind) => new(Kind(kind), List(kind), Marks, Declared.Where(d => d.Kind == kind));

    public ResourceContext Context(KindState state) => Marks.Environment with
    {
        Machines = Machines,
        OwnMachines = Machines.Values.ToHashSet(),
        Resources = state.Owned.ToDictionary(o => (state.Kind.Kind, o.Key), o => o.Value.Id),
    };

    public IReadOnlyList<string> Check(string kind)
    {
        KindState state = State(kind);
        return
        [
            .. state.Kind.Check([.. Declared.Where(d => d.Kind == kind)], state.List, Context(state)).Select(p => p.Message),
        ];
    }

    /// <summary>The next request of a declared resource; null if it is as declared and ready.</summary>
    public UpdateOutcome? Step(DeclaredResource declared, Func<bool>? precondition = null, bool attach = true)
    {
        KindState state = State(declared.Kind);
        ResourceContext context = Context(state);
        if (!state.Owned.TryGetValue(declared.Name, out Resource? actual))
        {
            return Clock.Run(() => state.Kind.CreateAsync(
                declared, Marks.TagsFor(state.Kind, declared), context, precondition ?? (() => true), default));
        }

        string[] fields =
        [
            .. ResourceDifferences.Between(state.Kind, declared, actual, context, _ => false)
                .Where(f => f.IsUpdated && (attach || f.Name != "host")).Select(f => f.Name),
        ];
        return fields.Length > 0
            ? Clock.Run(() => state.Kind.UpdateAsync(declared, actual, fields, context, precondition ?? (() => true), default))
            : actual.IsReady ? null : new UpdateOutcome.Accepted();
    }

    /// <summary>Sends requests until every declared resource of a kind is as declared, and returns their outcomes.</summary>
    public IReadOnlyList<UpdateOutcome> Converge(string kind, bool attach = true)
    {
        List<UpdateOutcome> outcomes = [];
        for (int round = 0; round < 40; round++)
        {
            UpdateOutcome[] sent = [.. Declared.Where(d => d.Kind == kind).Select(d => Step(d, attach: attach)).OfType<UpdateOutcome>()];
            outcomes.AddRange(sent);
            if (sent.Length == 0)
            {
                return outcomes;
            }

            Wait((int)Poll.TotalSeconds);
        }

        throw new InvalidOperationException($"not as declared: {string.Join(", ", outcomes)}");
    }

    /// <summary>Deletes a resource completely.</summary>
    public IReadOnlyList<UpdateOutcome> Delete(string kind, string name)
    {
        List<UpdateOutcome> outcomes = [];
        while (State(kind).Owned.GetValueOrDefault(name) is { } actual && outcomes.Count < 20)
        {
            outcomes.Add(Clock.Run(() => Kind(kind).DeleteAsync(actual, () => true, default)));
            Wait((int)Poll.TotalSeconds);
        }

        return outcomes;
    }

    public Resource Owned(string kind, string name) => State(kind).Owned[name];

    public void Fault(SandboxFaultKind kind, string action) => Cloud.Faults.Add(new SandboxFault { Kind = kind, On = "* " + action });

    public void Wait(int seconds) => Clock.Run(() => Task.Delay(TimeSpan.FromSeconds(seconds), Clock));

    public T Run<T>(Func<RegionClient, Task<T>> call, string region = Region) => Clock.Run(() => call(Client.In(region)));

    public static Ec2Config Read(string hosts, string? environment = null)
    {
        string yaml = Section.Defaults + $"hosts: {{prod: {hosts}}}\n"
            + (environment is null ? "" : $"environments: {{prod: {environment}}}\n");
        Ec2Config config = Ec2Config.Read(ConfigReader.Read("stagecraft.yml", Encoding.UTF8.GetBytes(yaml)), "shop");
        config.Problems.Should().BeEmpty();
        return config;
    }

    public void Dispose() => Client.Dispose();
}
