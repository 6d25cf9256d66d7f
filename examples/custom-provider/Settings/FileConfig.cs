using Stagecraft.Config;
using Stagecraft.Engine.Clouds;

namespace FileHosts.Settings;

/// <summary>The provider's section, read and validated.</summary>
internal sealed record FileConfig : DeclaredConfig
{
    /// <summary>This cloud has no regions and no images: all hosts have the same word.</summary>
    public const string Everywhere = "local";

    /// <summary>The path of the hosts file; empty if the connection has problems.</summary>
    public required string File { get; init; }

    public static FileConfig Read(ConfigNode section, CloudTerms terms)
    {
        ConfigProblems connection = new("invalid config: ");
        ConfigProblems rest = new("invalid config: ");
        string file = "";
        IReadOnlyList<EnvironmentHosts<DeclaredHost>> environments = [];
        if (section is ConfigMapping mapping)
        {
            // Unknown keys are no problem of the connection: 'down' and 'hosts' work with them. The second reader does not know them.
            SectionReader reader = new(mapping, rest);
            reader.RefuseUnknownKeys(FileKeys.Section);
            file = new SectionReader(mapping, connection).Required(FileKeys.File) is { } path ? PathOf(path) : "";
            environments = new HostsReader(terms.Machine, rest).Read(reader, FileKeys.Hosts, Host);
        }
        else
        {
            connection.Add(section, $"the section must be a mapping, not {section.Kind}");
        }

        return new FileConfig
        {
            File = file,
            ConnectionProblems = connection.InFileOrder(),
            Problems = ProblemOrder.ByPlace([.. connection.InFileOrder(), .. rest.InFileOrder()]),
            Environments = environments.ToDictionary(e => e.Name, e => e.Hosts),
            Names = DeclaredNames.Of(section),

            // A read of the file shows every change that was made before it, and costs little.
            Timeouts = new EngineTimeouts { SettleWindow = TimeSpan.Zero, PollInterval = TimeSpan.FromMilliseconds(100) },
        };
    }

    private static DeclaredHost? Host(HostEntry host)
    {
        string? role = host.Settings.Required(FileKeys.Role)?.Value;
        string? size = host.Settings.Required(FileKeys.Size)?.Value;
        bool isProtected = host.Settings.Flag(FileKeys.Protected);
        HostWait wait = HostWaitWords.Read(host.Settings.Choice(FileKeys.Wait));
        return host.MachineName is null || role is null || size is null ? null : new DeclaredHost
        {
            Name = host.Name,
            MachineName = host.MachineName,
            Role = role,
            Size = size,
            Region = Everywhere,
            Image = Everywhere,
            IsProtected = isProtected,
            Wait = wait,
            Location = host.Location,
            Path = host.Path,
        };
    }

    private static string PathOf(Setting<string> file) => Path.Combine(Path.GetDirectoryName(file.Location?.File) ?? "", file.Value);
}
