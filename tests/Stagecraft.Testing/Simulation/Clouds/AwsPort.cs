using System.Globalization;
using Stagecraft.Aws;
using Stagecraft.Aws.Accounts;
using Stagecraft.Aws.Api;
using Stagecraft.Aws.Sandbox;
using Stagecraft.Config;
using Stagecraft.Engine.Clouds;
using Stagecraft.Plans;
using Stagecraft.Sandbox;
using Stagecraft.Testing.Clouds;

namespace Stagecraft.Testing.Simulation.Clouds;

/// <summary>The sandbox of AWS as the cloud of a scenario.</summary>
internal sealed class AwsPort : SimulatedCloud
{
    public const string Region = "eu-central-1";
    public const string AccessKey = "AKIAIOSFODNN7SCENARIO";
    public const string SessionToken = "session-token-of-the-scenarios";

    private const string HostTag = "stagecraft-host-";
    private const string SecretKey = "secret-key-of-the-scenarios";

    private readonly ScenarioWorld _world;
    private readonly AwsSandboxConditions _fair;
    private readonly AwsSandbox _sandbox;
    private readonly HashSet<ResourceId> _known = [];
    private readonly AwsFile _file;
    private AwsSandboxRequest? _last;

    public AwsPort(ScenarioWorld world)
    {
        _world = world;
        Dice dice = new(world.Seed, 201);
        Settle = TimeSpan.FromSeconds(dice.Chance(0.7) ? 60 : 20);
        Timeout = TimeSpan.FromMinutes(dice.Chance(0.5) ? 10 : 4);
        PageSize = dice.Chance(0.6) ? null : 5 + dice.Below(4);
        Others = dice.Below(8);
        _file = new(this, world, hasTwoRegions: dice.Chance(0.2));
        _fair = Conditions(dice, world.Neighbor is not null);
        AwsSandboxOptions options = new(_fair)
        {
            TimeProvider = world.Time,
            AccessKey = AccessKey,
            SessionToken = SessionToken,

            // The size of a page is part of what is signed.
            SecretKey = PageSize is null ? SecretKey : null,
            Log = request => _last = request,
        };
        _sandbox = AwsSandbox.Create(options);
    }

    public override string Description => string.Create(
        CultureInfo.InvariantCulture,
        $"settle window {Settle.TotalSeconds} s, list lag {_fair.ListLag.TotalSeconds:0.0} s, filter lag "
            + $"{_fair.FilterLag.TotalSeconds:0.0} s, read lag {_fair.ReadLag.TotalSeconds:0.0} s, "
            + $"state lag {_fair.StateLag.TotalSeconds:0.0} s, tag lag "
            + $"{_fair.TagLag.TotalSeconds:0.0} s, boot {_fair.Boot.TotalSeconds:0.0} s, {string.Join(", ", Words())}");

    public override TimeSpan Settle { get; }

    public override TimeSpan Timeout { get; }

    public override TimeSpan ChangeLag =>
        TimeSpan.FromTicks(new[] { _fair.ListLag, _fair.FilterLag, _fair.ReadLag, _fair.StateLag, _fair.TagLag }.Max(t => t.Ticks));

    public override bool MayDuplicate => false;

    public override bool RemembersRefusals => _fair.TokenRemembersRefusals;

    public override bool KeepsAddresses => false;

    /// <summary>The number of items of a page; null for as many as are asked for.</summary>
    public int? PageSize { get; }

    /// <summary>Whether responses have no tags: the outcome of a create is then unclear until the tags are read (spec aws.md 6.5).
    /// </summary>
    public bool OmitsTags => _fair.OmitTags;

    public override (string Usual, string Unusual) Sizes => ("t3.small", "m5.large");

    public override IReadOnlyList<string> OwnTags => ["blue=1", "team=a"];

    public override string Switch => "monitoring";

    public override int Others { get; }

    public override int CrashWithin => 40;

    public override string Token => SessionToken;

    public override IEnumerable<Machine> Machines => _sandbox.Instances.Where(i => i.State != "terminated").Select(Actual);

    public override Machine Create(string name, IReadOnlyList<string> tags, string size, bool booting)
    {
        AwsSandboxInstance made = _sandbox.CreateInstance(Tags(name, tags), Region, size);
        _known.Add(new(made.Id));
        return Actual(made);
    }

    public override void Delete(ResourceId id) => _sandbox.TerminateInstance(id.Value);

    public override void Remove(ResourceId id)
    {
        _sandbox.Conditions = _fair with { Terminate = TimeSpan.Zero };
        Delete(id);
        _sandbox.Conditions = _fair;
    }

    public override void SetTags(ResourceId id, IReadOnlyList<string> tags)
    {
        _sandbox.SetTags(id.Value, Tags(Find(id)!.Name, tags));
        _sandbox.SetProtected(id.Value, AwsTags.IsProtected(tags));
    }

    /// <summary>The host of an instance is that of its tag (spec digitalocean.md 3.4), so a person changes the tag too.</summary>
    public override void Rename(ResourceId id, string name)
    {
        IReadOnlyList<string> tags = Find(id)!.Tags!;
        string[] others = [.. tags.Where(t => !t.StartsWith(HostTag, StringComparison.Ordinal))];
        string? host = ConfigAuthor.HostNames.FirstOrDefault(h => _world.Project.NameOf(h) == name);
        _sandbox.SetTags(id.Value, Tags(name, others.Length < tags.Count && host is not null ? [.. others, AwsTags.OfHost(host)] : others));
    }

    public override void SetBackups(ResourceId id, bool enabled) => _sandbox.SetMonitored(id.Value, enabled);

    /// <summary>An instance is in use while it stops.</summary>
    public override void SetBusy(ResourceId id, bool isBusy) => SetRunning(id, !isBusy);

    public override void SetRunning(ResourceId id, bool isRunning)
    {
        if (Find(id) is not { } machine || !machine.IsLive())
        {
            return;
        }

        if (isRunning)
        {
            _sandbox.StartInstance(id.Value);
        }
        else
        {
            _sandbox.StopInstance(id.Value);
        }
    }

    public override SimulatedClient Connect(RunLink link) =>
        Connect(new AwsNetwork(this, link, _sandbox.CreateHandler()), link.Run.Project, link.Run.Number);

    public override SimulatedClient Connect(ScenarioProject project) => Connect(_sandbox.CreateHandler(), project, 0);

    /// <summary>The instances that were created since the last call.</summary>
    public IReadOnlyList<Machine> TakeNew() => [.. _sandbox.Instances.Where(i => _known.Add(new(i.Id))).Select(Actual)];

    /// <summary>Does something while the account has this fault, and returns what the API noted of the request that it sent.</summary>
    public AwsSandboxRequest? With(SandboxFault? fault, long number, Action act)
    {
        _last = null;
        if (fault is not null)
        {
            _sandbox.Conditions = _fair with { Faults = [fault], Seed = number };
        }

        act();
        if (fault is not null)
        {
            _sandbox.Conditions = _fair;
        }

        return _last;
    }

    public override void Count(ScenarioCounts counts)
    {
        foreach (SandboxFaultHit hit in _sandbox.Faults.Hits)
        {
            int space = hit.Subject.IndexOf(' ', StringComparison.Ordinal);
            counts.Hit(hit.Kind, space < 0 ? "instance" : hit.Subject[(space + 1)..]);
        }

        foreach (string word in Words())
        {
            counts.Hit(word);
        }
    }

    public override ValueTask DisposeAsync() => _sandbox.DisposeAsync();

    private AwsSandboxConditions Conditions(Dice dice, bool hasNeighbor) => new()
    {
        ListLag = Lag(dice),
        FilterLag = Lag(dice),
        ReadLag = dice.Chance(0.4) ? Lag(dice) : TimeSpan.Zero,
        StateLag = dice.Chance(0.4) ? Lag(dice) : TimeSpan.Zero,
        TagLag = dice.Chance(0.5) ? Lag(dice) : TimeSpan.Zero,
        Boot = TimeSpan.FromSeconds(dice.Chance(0.5) ? dice.Between(5, 40) : dice.Between(0, 5)),
        Stop = TimeSpan.FromSeconds(dice.Between(0, 20)),
        Terminate = TimeSpan.FromSeconds(dice.Chance(0.8) ? dice.Between(0, 15) : dice.Between(15, 60)),
        TerminatedVisible = TimeSpan.FromSeconds(dice.Chance(0.6) ? 3600 : dice.Between(0, 90)),
        OmitTags = dice.Chance(0.15),
        Throttle = dice.Chance(0.7),
        TokenMismatch = dice.Chance(0.5) ? AwsTokenResponse.Error : AwsTokenResponse.Instance,
        TokenTerminated = dice.Chance(0.5) ? AwsTokenResponse.Error : AwsTokenResponse.Instance,
        TokenInFlight = dice.Chance(0.5) ? AwsTokenResponse.Error : AwsTokenResponse.Instance,
        TokenRemembersRefusals = dice.Chance(0.7),
        TokenMemory = dice.Chance(0.85) ? TimeSpan.FromHours(24) : TimeSpan.FromMinutes(dice.Between(2, 20)),
        QuotaRelease = TimeSpan.FromSeconds(dice.Chance(0.8) ? 0 : dice.Between(0, 60)),
        VcpuLimit = dice.Chance(0.85) ? 1000 : 2 * (Others + 9 + dice.Below(6) + (hasNeighbor ? 10 : 0)),
    };

    private IEnumerable<string> Words() =>
    [
        $"mismatch: {_fair.TokenMismatch}", $"terminated: {_fair.TokenTerminated}", $"in flight: {_fair.TokenInFlight}",
        .. _fair.TokenRemembersRefusals ? ["refusals remembered"] : Array.Empty<string>(),
        .. _fair.TokenMemory < TimeSpan.FromHours(24) ? ["tokens forgotten"] : Array.Empty<string>(),
        .. _fair.OmitTags ? ["tags omitted"] : Array.Empty<string>(),
        .. _fair.Throttle ? ["throttled"] : Array.Empty<string>(),
        .. PageSize is null ? Array.Empty<string>() : ["small pages"],
        .. _file.Words,
        .. _fair.TerminatedVisible < TimeSpan.FromHours(1) ? ["terminated instances disappear"] : Array.Empty<string>(),
    ];

    private SimulatedClient Connect(HttpMessageHandler handler, ScenarioProject project, int random) =>
        new(World.Config(_file.Of(project)), clock => new AwsProvider(new()
        {
            GetEnvironmentVariable = Variable,
            Handler = handler,
            TimeProvider = clock,
            Random = new Random(random),
        }));

    private static string? Variable(string name) => name switch
    {
        "AWS_ACCESS_KEY_ID" => AccessKey,
        "AWS_SECRET_ACCESS_KEY" => SecretKey,
        "AWS_SESSION_TOKEN" => SessionToken,
        "AWS_CONFIG_FILE" or "AWS_SHARED_CREDENTIALS_FILE" => "/nonexistent",
        _ => null,
    };

    private TimeSpan Lag(Dice dice) => dice.Chance(0.4) ? TimeSpan.Zero : dice.Between(0, 0.9) * (Settle - TimeSpan.FromSeconds(2));

    private static SortedDictionary<string, string> Tags(string name, IReadOnlyList<string> tags)
    {
        SortedDictionary<string, string> all = AwsTags.ToAws(tags);
        if (!tags.Contains("stagecraft", StringComparer.OrdinalIgnoreCase))
        {
            all.Remove(AwsTags.Project);
        }

        all[AwsTags.Name] = name;
        return all;
    }

    private static Machine Actual(AwsSandboxInstance instance) => new MachineWithBackups
    {
        Id = new(instance.Id),
        Name = instance.Tags.GetValueOrDefault(AwsTags.Name, instance.Id),
        State = instance.State switch
        {
            "pending" => MachineState.Starting,
            "running" => MachineState.Running,
            "shutting-down" => MachineState.Terminating,
            "terminated" => MachineState.Terminated,
            _ => MachineState.Stopped,
        },
        Status = instance.State,
        CreatedAt = instance.CreatedAt,
        Region = instance.Region,
        Size = instance.Type,
        Tags = AwsTags.FromAws(instance.Tags),
        HasBackups = instance.IsMonitored,
        PublicIpv4 = instance.PublicIp,
    };
}
