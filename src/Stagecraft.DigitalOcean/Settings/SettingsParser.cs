using System.Text.RegularExpressions;

namespace Stagecraft.DigitalOcean.Settings;

/// <summary>Parses and validates the provider's section of the config. It has no effects except reading the files of
/// <c>user_data_file</c>.</summary>
internal sealed partial class SettingsParser
{
    private readonly ConfigProblems _problems = new("invalid config: ");
    private readonly Func<string, byte[]> _readFile;

    private SettingsParser(Func<string, byte[]> readFile) => _readFile = readFile;

    /// <summary>Reads the section and reports all problems.</summary>
    /// <param name="section">The provider's section.</param>
    /// <param name="project">The project's name, or null.</param>
    /// <param name="scope">The part of the section that is read.</param>
    /// <param name="readFile">Reads a <c>user_data_file</c>, for instance <see cref="UserData.ReadFile"/>. Relative paths are resolved
    /// against the directory of the config file first. It can throw <see cref="IOException"/> and
    /// <see cref="UnauthorizedAccessException"/>.</param>
    public static SettingsResult Parse(ConfigNode section, string? project, SettingsScope scope, Func<string, byte[]> readFile) =>
        new SettingsParser(readFile).Parse(section, project, scope);

    private SettingsResult Parse(ConfigNode section, string? project, SettingsScope scope)
    {
        if (project is not null && !(NameRule.IsValid(project) && project.Length <= NameRule.MaxLength))
        {
            _problems.AddAt(null, null, $"the project's name {Excerpt.Of(project)} is not valid", NameRule.Hint);
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
        SectionReader reader = new(section, _problems);
        if (scope == SettingsScope.Everything)
        {
            reader.CheckKeys(SectionKeys.All);
        }

        Setting<string>? tokenEnv = reader.Text(SectionKeys.TokenEnv).Setting;
        if (tokenEnv is not null)
        {
            TokenEnvRule.Check(tokenEnv, _problems);
        }

        DigitalOceanSettings settings = new()
        {
            TokenEnv = tokenEnv?.Value ?? "",
            PollInterval = reader.Duration(SectionKeys.PollInterval),
            SettleWindow = reader.Duration(SectionKeys.SettleWindow),
            CreateTimeout = reader.Duration(SectionKeys.CreateTimeout),
            DeleteTimeout = reader.Duration(SectionKeys.DeleteTimeout),
            SshTimeout = reader.Duration(SectionKeys.SshTimeout),
            CloudInitTimeout = reader.Duration(SectionKeys.CloudInitTimeout),
        };
        return scope == SettingsScope.Connection ? settings : Rest(settings, reader);
    }

    private DigitalOceanSettings Rest(DigitalOceanSettings connection, SectionReader reader)
    {
        string sshKeyName = reader.Text(SectionKeys.SshKeyName).Setting?.Value ?? "";
        HostDefaults defaults = new(
            reader.Slug(SectionKeys.DefaultRegion),
            reader.Slug(SectionKeys.DefaultSize),
            reader.Slug(SectionKeys.DefaultImage),
            AllowList.Read(SectionKeys.Regions, reader),
            AllowList.Read(SectionKeys.Sizes, reader));
        defaults.Regions.Check(defaults.Region, SectionKeys.DefaultRegion.Name, _problems);
        defaults.Sizes.Check(defaults.Size, SectionKeys.DefaultSize.Name, _problems);
        return connection with
        {
            SshKeyName = sshKeyName,
            SshUser = User(reader),
            DefaultRegion = defaults.Region.Setting?.Value,
            DefaultSize = defaults.Size.Setting?.Value,
            DefaultImage = defaults.Image.Setting?.Value ?? DigitalOceanSettings.ImageByDefault,
            Regions = defaults.Regions.Values,
            Sizes = defaults.Sizes.Values,
            Environments = Environments(reader, defaults, sshKeyName),
        };
    }

    private string User(SectionReader reader)
    {
        if (reader.Text(SectionKeys.SshUser).Setting is not { } user)
        {
            return DigitalOceanSettings.SshUserByDefault;
        }

        // It is an argument of a program.
        if (!UserName().IsMatch(user.Value))
        {
            _problems.AddAt(
                user.Location,
                user.Path,
                $"ssh_user is {Excerpt.Of(user.Value)}, which is not a user name",
                "A user name consists of letters, digits, '_', '.' and '-', and does not start with '-'.");
        }

        return user.Value;
    }

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,31}\z", RegexOptions.CultureInvariant)]
    private static partial Regex UserName();

    private IReadOnlyList<EnvironmentHosts<HostSettings>> Environments(SectionReader reader, HostDefaults defaults, string sshKeys)
    {
        HostParser hostParser = new(defaults, sshKeys, new UserDataRule(_readFile, _problems), _problems);
        return new HostsReader(DropletTerms.Terms.Machine, _problems).Read(reader, SectionKeys.Hosts, hostParser.Parse);
    }
}
