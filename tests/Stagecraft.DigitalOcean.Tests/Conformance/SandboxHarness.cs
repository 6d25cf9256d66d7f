using System.Globalization;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.DigitalOcean.Settings;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Http;
using Stagecraft.Engine.Testing;
using Stagecraft.Plans;

namespace Stagecraft.DigitalOcean.Tests.Conformance;

/// <summary>The driver for DigitalOcean on its sandbox, for the conformance suite.</summary>
internal sealed class SandboxHarness : IDriverHarness
{
    private readonly World _world = new(o => o with { Boot = TimeSpan.FromSeconds(2), Destroy = TimeSpan.FromSeconds(1) });
    private readonly DigitalOceanDriver _driver;
    private HarnessFault? _fault;
    private string? _first;

    public SandboxHarness()
    {
        _world.Network.Choose = (request, _) => Choose(request);
        DigitalOceanProviderOptions options = new()
        {
            GetEnvironmentVariable = name => _world.Environment.GetValueOrDefault(name),
            Handler = _world.Network,
            TimeProvider = _world.Time,
            Random = new Random(1),
        };
        _driver = new DigitalOceanDriver(options);
    }

    public IReadOnlyList<string> Secrets => [World.Token, "secret-of-the-user-data"];

    public TimeSpan SettleWindow => TimeSpan.FromSeconds(15);

    public IReadOnlyList<HarnessMachine> Existing => [.. _world.Cloud.Droplets.Select(d => new HarnessMachine(Id(d), d.Name, d.Tags))];

    public ResourceId UnknownId => new("999999999");

    public Action<HarnessWrite> Sending { get; set; } = _ => { };

    public void Run(Func<Task> test) => _world.Time.Run(test);

    public Task WaitAsync(TimeSpan time) => Task.Delay(time, _world.Time);

    public ICloudAccount Connect() => _driver.Connect(Read("app-1"), new CloudContext(_world.Time, null));

    public DeclaredHost Declare(string name) => Read(name).Environments.Single(e => e.Name == "staging").Hosts.Single();

    public ResourceId AddMachine(string name, IReadOnlyList<string> tags) => Id(_world.Cloud.CreateDroplet(name, tags, "nyc1"));

    public bool TryLag()
    {
        _world.Cloud.Conditions = _world.Cloud.Conditions with
        {
            ListLag = TimeSpan.FromSeconds(9),
            ReadLag = TimeSpan.FromSeconds(4),
            TagLag = TimeSpan.FromSeconds(12),
        };
        return true;
    }

    public bool TryFail(HarnessFault fault)
    {
        _fault = fault;
        return true;
    }

    public void Recover() => _fault = null;

    public void Dispose()
    {
        _driver.Governor.Dispose();
        _world.Cloud.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    private Fault Choose(HttpRequestMessage request)
    {
        string path = request.RequestUri!.AbsolutePath;
        if (request.Method == HttpMethod.Get)
        {
            _first ??= _fault is null ? null : request.RequestUri.PathAndQuery;
            bool fails = _fault == HarnessFault.ReadFailed
                || (_fault == HarnessFault.ReadFailedInPart && request.RequestUri.PathAndQuery != _first);
            return fails ? Fault.ResetBefore : Fault.None;
        }

        bool changesMachines = path.StartsWith("/v2/droplets", StringComparison.Ordinal)
            || path.EndsWith("/resources", StringComparison.Ordinal);
        if (!changesMachines)
        {
            return Fault.None;
        }

        Sending(path.EndsWith("/resources", StringComparison.Ordinal) ? HarnessWrite.Update
            : request.Method == HttpMethod.Post ? HarnessWrite.Create
            : HarnessWrite.Delete);
        return _fault switch
        {
            HarnessFault.WriteRefused => Fault.Echo,
            HarnessFault.WriteLost => Fault.ResetBefore,
            HarnessFault.ResponseLost => Fault.ResetAfter,
            _ => Fault.None,
        };
    }

    private static DropletConfig Read(string host) => DropletConfig.Read(
        World.Config(
            $$"""
            token_env: DO_TOKEN
            ssh_key_name: my-ssh-key
            default_region: nyc1
            default_size: s-1vcpu-1gb
            hosts:
              staging:
                {{host}}: { role: app, user_data: "#!/bin/sh secret-of-the-user-data" }
            """),
        "shop");

    private static ResourceId Id(SandboxDroplet droplet) => new(droplet.Id.ToString(CultureInfo.InvariantCulture));
}
