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
        ConfigProblems all = new("invalid config: ");
        string file = "";
        IReadOnlyList<EnvironmentHosts<DeclaredHost>> environments = [];
        if (section is ConfigMapping mapping)
        {
            // Read separately: 'down' and 'hosts' need only this key, even if the rest of the section has problems.
            file = new SectionReader(mapping, connection).Text(FileKeys.File).Setting is { } path ? PathOf(path) : "";
            SectionReader reader = new(mapping, all);
            reader.CheckKeys(FileKeys.Section);
            reader.Text(FileKeys.File);
            environments = new HostsReader(terms.Machine, all).Read(reader, FileKeys.Hosts, Host);
        }
        else
        {
            connection.Add(section, $"the section must be a mapping, not {section.Kind}");
        }

        return new FileConfig
        {
            File = file,
            ConnectionProblems = connection.InFileOrder(),
            Problems = section is ConfigMapping ? all.InFileOrder() : connection.InFileOrder(),
            Environments = environments,
            Names = DeclaredNames.Of(section),

            // A read shows every change that was made before it, and costs little.
            Timeouts = new EngineTimeouts
            {
                SettleWindow = TimeSpan.Zero,
                PollInterval = TimeSpan.FromMilliseconds(100),
                CreateTimeout = TimeSpan.FromSeconds(5),
                DeleteTimeout = TimeSpan.FromSeconds(5),
            },
        };
    }

    private static DeclaredHost? Host(HostEntry host)
    {
        string? role = host.Settings.Name(FileKeys.Role).Setting?.Value;
        string? size = host.Settings.Slug(FileKeys.Size).Setting?.Value;
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
