using System.Text;
using Stagecraft.Aws.Accounts;
using Stagecraft.Aws.Api;
using Stagecraft.Aws.Sandbox;
using Stagecraft.Aws.Settings;
using Stagecraft.Aws.Tests.Provider;
using Stagecraft.Config;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Testing;
using Stagecraft.Plans;
using Stagecraft.Sandbox;

namespace Stagecraft.Aws.Tests.Conformance;

/// <summary>The driver for AWS on its sandbox, for the conformance suite.</summary>
internal sealed class SandboxHarness : IDriverHarness
{
    private readonly AwsWorld _world = new(o => o with { Boot = TimeSpan.FromSeconds(2), Terminate = TimeSpan.FromSeconds(1) });
    private readonly AwsDriver _driver;
    private HarnessFault? _fault;
    private string? _first;

    public SandboxHarness()
    {
        _driver = new AwsDriver(new()
        {
            GetEnvironmentVariable = name => _world.Environment.GetValueOrDefault(name),
            Handler = new ChosenFaults(_world.Cloud, _world.Handler) { Choose = Choose },
            TimeProvider = _world.Time,
            Random = new Random(1),
        });
    }

    public IReadOnlyList<string> Secrets => [AwsWorld.Secret, "secret-of-the-user-data"];

    public TimeSpan SettleWindow => TimeSpan.FromSeconds(60);

    public bool IsCaseSensitive => true;

    public IReadOnlyList<HarnessMachine> Existing =>
    [
        .. _world.Living.Select(i =>
            new HarnessMachine(new(i.Id), i.Tags.GetValueOrDefault(AwsTags.Name, i.Id), AwsTags.FromAws(i.Tags))),
    ];

    public ResourceId UnknownId => new("i-0123456789abcdef0");

    public Action<HarnessWrite> Sending { get; set; } = _ => { };

    public void Run(Func<Task> test) => _world.Time.Run(test);

    public Task WaitAsync(TimeSpan time) => Task.Delay(time, _world.Time);

    public ICloudAccount Connect() => _driver.Connect(Read("app-1"), new CloudContext(_world.Time, null) { Hosts = [Declare("app-1")] });

    public DeclaredHost Declare(string name) => Read(name).Environments.Single(e => e.Name == "staging").Hosts.Single();

    public ResourceId AddMachine(string name, IReadOnlyList<string> tags)
    {
        SortedDictionary<string, string> all = AwsTags.ToAws(tags);
        if (tags.Count == 0)
        {
            all.Clear();
        }

        all[AwsTags.Name] = name;
        return new(_world.Cloud.CreateInstance(all, "eu-central-1", "t3.small").Id);
    }

    public bool TryLag()
    {
        _world.Cloud.Conditions = _world.Cloud.Conditions with
        {
            ListLag = TimeSpan.FromSeconds(40),
            FilterLag = TimeSpan.FromSeconds(30),
            ReadLag = TimeSpan.FromSeconds(20),
            StateLag = TimeSpan.FromSeconds(15),
            TagLag = TimeSpan.FromSeconds(50),
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

    private SandboxFaultKind? Choose(string action, string body)
    {
        if (action.StartsWith("Describe", StringComparison.Ordinal) || action.StartsWith("Get", StringComparison.Ordinal))
        {
            _first ??= _fault is null ? null : body;
            bool fails = _fault == HarnessFault.ReadFailed || (_fault == HarnessFault.ReadFailedInPart && body != _first);
            return fails ? SandboxFaultKind.LostAnswerBefore : null;
        }

        Sending(action switch
        {
            "RunInstances" => HarnessWrite.Create,
            "TerminateInstances" => HarnessWrite.Delete,
            _ => HarnessWrite.Update,
        });
        return _fault switch
        {
            HarnessFault.WriteRefused => SandboxFaultKind.Echo,
            HarnessFault.WriteLost => SandboxFaultKind.LostAnswerBefore,
            HarnessFault.ResponseLost => SandboxFaultKind.LostAnswerAfter,
            _ => null,
        };
    }

    private static Ec2Config Read(string host) => Ec2Config.Read(
        ConfigReader.Read(
            "stagecraft.yml",
            Encoding.UTF8.GetBytes(
                $$"""
                account_id: "123456789012"
                ssh_key_name: my-key
                default_region: eu-central-1
                default_size: t3.small
                security_groups: [default]
                hosts:
                  staging:
                    {{host}}: { role: app, user_data: "#!/bin/sh secret-of-the-user-data" }
                """)),
        project: null);

    /// <summary>Chooses a fault for each request by its action and its body.</summary>
    private sealed class ChosenFaults(AwsSandbox cloud, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        public required Func<string, string, SandboxFaultKind?> Choose { get; init; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            string body = await request.Content!.ReadAsStringAsync(cancellationToken);
            string action = body.Split('&').FirstOrDefault(p => p.StartsWith("Action=", StringComparison.Ordinal))?[7..]
                ?? request.Headers.GetValues("x-amz-target").Single().Split('.')[^1];
            SandboxFaultKind? fault = Choose(action, body);
            cloud.Conditions = cloud.Conditions with { Faults = fault is { } kind ? [new() { Kind = kind, Times = null }] : [] };
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
