using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Stagecraft.Config;
using Stagecraft.Engine.Clouds;
using Stagecraft.Plans;

namespace MinimalCloud;

/// <summary>A driver for a cloud in the memory of the process. Its machines have no addresses, regions or images.</summary>
internal sealed class MinimalDriver : ICloudDriver
{
    private static readonly SettingKey Role = new("role", SettingKind.Name, "The host's role.") { IsRequired = true };
    private static readonly SettingKey Protected = new("protected", SettingKind.Flag, "Protects the machine from deletion.");

    private static readonly SettingKey Size = new("size", SettingKind.Choice, "The machine's size.")
    {
        IsRequired = true,
        Choices = ["small", "large"],
    };

    private static readonly SettingKey Hosts = new("hosts", SettingKind.Hosts, "The hosts of each environment.")
    {
        IsRequired = true,
        HostKeys = [Role, Size, Protected],
    };

    private readonly ConcurrentDictionary<ResourceId, Machine> _machines = new();

    public CloudTerms Terms { get; } = new()
    {
        Provider = "minimal",
        Cloud = "the minimal cloud",
        Machine = "machine",
        Machines = "machines",
    };

    public JsonObject DescribeConfig() => SectionSchema.Of([Hosts]);

    public DeclaredConfig Read(ConfigNode section, string? project)
    {
        ConfigProblems problems = new("invalid config: ");
        IReadOnlyList<EnvironmentHosts<DeclaredHost>> environments = [];
        if (section is ConfigMapping mapping)
        {
            SectionReader reader = new(mapping, problems);
            reader.CheckKeys([Hosts]);
            environments = new HostsReader(Terms.Machine, problems).Read(reader, Hosts, Host);
        }
        else
        {
            problems.Add(section, $"the section must be a mapping, not {section.Kind}");
        }

        return new DeclaredConfig
        {
            ConnectionProblems = [],
            Problems = problems.InFileOrder(),
            Environments = environments,
            Names = DeclaredNames.Of(section),
            Timeouts = new EngineTimeouts { SettleWindow = TimeSpan.Zero, PollInterval = TimeSpan.FromMilliseconds(100) },
        };
    }

    public ICloudAccount Connect(DeclaredConfig config, CloudContext context) => new MinimalAccount(_machines, context.TimeProvider);

    // Null only if a problem was reported.
    private static DeclaredHost? Host(HostEntry host)
    {
        string? role = host.Settings.Name(Role).Setting?.Value;
        string? size = host.Settings.Choice(Size);
        bool isProtected = host.Settings.Flag(Protected);
        return host.MachineName is null || role is null || size is null ? null : new DeclaredHost
        {
            Name = host.Name,
            MachineName = host.MachineName,
            Role = role,
            Size = size,
            Region = "local",
            Image = "local",
            IsProtected = isProtected,
            HasPublicAddress = false,
            Location = host.Location,
            Path = host.Path,
        };
    }
}
