using Stagecraft.Config;
using Stagecraft.Errors;

namespace Stagecraft.DigitalOcean.Settings;

/// <summary>Turns the provider's section of the config into settings. Pure but for the files that <c>user_data_file</c> names.</summary>
internal sealed class SettingsParser
{
    private static readonly string[] Keys =
    [
        "token_env", "ssh_key_name", "default_region", "default_size", "default_image", "regions", "sizes", "hosts",
        "poll_interval", "settle_window", "create_timeout", "delete_timeout",
    ];

    private readonly SettingsProblems _problems = new();
    private readonly Func<string, byte[]> _readFile;

    private SettingsParser(Func<string, byte[]> readFile) => _readFile = readFile;

    /// <summary>Reads the section and finds everything that is wrong with it.</summary>
    /// <param name="section">The provider's section.</param>
    /// <param name="project">The project's name, or null.</param>
    /// <param name="scope">How much of the section has to be right.</param>
    /// <param name="readFile">Reads a <c>user_data_file</c>, for instance <see cref="UserData.ReadFile"/>; a relative path is put behind
    /// the config file's folder first. It may throw <see cref="IOException"/> and <see cref="UnauthorizedAccessException"/>.</param>
    public static SettingsResult Parse(ConfigNode section, string? project, SettingsScope scope, Func<string, byte[]> readFile) =>
        new SettingsParser(readFile).Parse(section, project, scope);

    private SettingsResult Parse(ConfigNode section, string? project, SettingsScope scope)
    {
        if (project is not null && !(NameRule.IsValid(project) && project.Length <= NameRule.MaxLength))
        {
            _problems.Add(null, null, $"the project's name {Excerpt.Of(project)} is not valid", NameRule.Hint);
        }

        DigitalOceanSettings? settings = null;
        if (section is ConfigMapping mapping)
        {
            settings = Section(mapping, scope);
        }
        else
        {
            _problems.Add(section, $"the provider's section must be a mapping, not {section.Kind}");
        }

        IReadOnlyList<Problem> problems = _problems.InFileOrder();
        return new SettingsResult(problems.Count == 0 ? settings : null, problems);
    }

    private DigitalOceanSettings Section(ConfigMapping section, SettingsScope scope)
    {
        var reader = new SectionReader(section, _problems);
        if (scope == SettingsScope.Everything)
        {
            reader.RefuseUnknownKeys(Keys);
        }

        Setting<string>? tokenEnv = reader.RequiredText("token_env");
        if (tokenEnv is not null)
        {
            TokenEnvRule.Check(tokenEnv, _problems);
        }

        var settings = new DigitalOceanSettings
        {
            TokenEnv = tokenEnv?.Value ?? "",
            PollInterval = reader.Duration("poll_interval", DurationRange.PollInterval),
            SettleWindow = reader.Duration("settle_window", DurationRange.SettleWindow),
            CreateTimeout = reader.Duration("create_timeout", DurationRange.Timeout),
            DeleteTimeout = reader.Duration("delete_timeout", DurationRange.Timeout),
        };
        return scope == SettingsScope.Connection ? settings : Rest(settings, reader);
    }

    private DigitalOceanSettings Rest(DigitalOceanSettings connection, SectionReader reader)
    {
        string sshKeyName = reader.RequiredText("ssh_key_name")?.Value ?? "";
        var defaults = new HostDefaults(
            reader.Slug("default_region"),
            reader.Slug("default_size"),
            reader.Slug("default_image"),
            AllowList.Read("regions", reader),
            AllowList.Read("sizes", reader));
        defaults.Regions.Check(defaults.Region, "default_region", _problems);
        defaults.Sizes.Check(defaults.Size, "default_size", _problems);
        return connection with
        {
            SshKeyName = sshKeyName,
            DefaultRegion = defaults.Region.Setting?.Value,
            DefaultSize = defaults.Size.Setting?.Value,
            DefaultImage = defaults.Image.Setting?.Value ?? DigitalOceanSettings.ImageByDefault,
            Regions = defaults.Regions.Values,
            Sizes = defaults.Sizes.Values,
            Environments = Environments(reader, defaults),
        };
    }

    private IReadOnlyList<EnvironmentSettings> Environments(SectionReader reader, HostDefaults defaults)
    {
        Declared<ConfigNode> declared = reader.Node("hosts");
        switch (declared.Setting?.Value)
        {
            case ConfigMapping { Entries.Count: > 0 } hosts:
                var hostParser = new HostParser(defaults, new UserDataRule(_readFile, _problems), _problems);
                return new HostsParser(hostParser, _problems).Parse(hosts);
            case null when declared.IsThere:
                return [];
            case null or ConfigMapping or ConfigScalar { Value: null }:
                _problems.Add(
                    declared.Setting?.Location ?? reader.LocationOf("hosts"),
                    reader.PathOf("hosts"),
                    "hosts configuration is required",
                    "Write the hosts of each environment below 'hosts:'.");
                return [];
            case { } other:
                _problems.Add(other, $"hosts must be a mapping of environments, not {other.Kind}");
                return [];
        }
    }
}
