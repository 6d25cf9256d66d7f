using System.Text.RegularExpressions;

namespace Stagecraft.DigitalOcean.Settings;

/// <summary>Parses and validates the provider's section of the config. It has no effects except reading the files of
/// <c>user_data_file</c>.</summary>
internal sealed partial class SettingsParser
{
    private const string Prefix = "invalid config: ";

    private readonly ConfigProblems _problems = new(Prefix);
    private readonly string? _project;
    private readonly Func<string, byte[]> _readFile;

    private SettingsParser(string? project, Func<string, byte[]> readFile) => (_project, _readFile) = (project, readFile);

    /// <summary>Reads the section and reports all problems.</summary>
    /// <param name="section">The provider's section.</param>
    /// <param name="project">The project's name, or null.</param>
    /// <param name="scope">The part of the section that is read.</param>
    /// <param name="readFile">Reads a <c>user_data_file</c>, for instance <see cref="UserData.ReadFile"/>. Relative paths are resolved
    /// against the directory of the config file first. It can throw <see cref="IOException"/> and
    /// <see cref="UnauthorizedAccessException"/>.</param>
    public static SettingsResult Parse(ConfigNode section, string? project, SettingsScope scope, Func<string, byte[]> readFile) =>
        new SettingsParser(project, readFile).Parse(section, scope);

    private SettingsResult Parse(ConfigNode section, SettingsScope scope)
    {
        if (_project is not null && !(NameRule.IsValid(_project) && _project.Length <= NameRule.MaxLength))
        {
            _problems.AddAt(null, null, $"the project's name {Excerpt.Of(_project)} is not valid", NameRule.Hint);
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

        IReadOnlyList<Problem> problems = scope == SettingsScope.Everything ? WithTemplates(section) : _problems.InFileOrder();
        return new SettingsResult(problems.Count == 0 ? settings : null, problems);
    }

    // A value with a placeholder has no other problem.
    private IReadOnlyList<Problem> WithTemplates(ConfigNode section)
    {
        ConfigProblems templates = new(Prefix);
        TemplateRule.Check(section, templates);
        IReadOnlyList<Problem> found = templates.InFileOrder();
        return ConfigProblems.ByPlace(
        [
            .. found, .. _problems.InFileOrder().Where(p => !found.Any(t => (t.Path, t.Location) == (p.Path, p.Location))),
        ]);
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

        MachineNameTemplate? names = MachineNameTemplate.Read(reader, SectionKeys.MachineName, _project, _problems);
        DigitalOceanSettings settings = new()
        {
            TokenEnv = tokenEnv?.Value ?? "",
            MachineNames = names ?? MachineNameTemplate.Default,
            PollInterval = reader.Duration(SectionKeys.PollInterval),
            SettleWindow = reader.Duration(SectionKeys.SettleWindow),
            CreateTimeout = reader.Duration(SectionKeys.CreateTimeout),
            DeleteTimeout = reader.Duration(SectionKeys.DeleteTimeout),
            SshTimeout = reader.Duration(SectionKeys.SshTimeout),
            CloudInitTimeout = reader.Duration(SectionKeys.CloudInitTimeout),
            HttpTimeout = reader.Duration(SectionKeys.HttpTimeout),
        };
        return scope == SettingsScope.Connection ? settings : Rest(settings, reader, names);
    }

    private DigitalOceanSettings Rest(DigitalOceanSettings connection, SectionReader reader, MachineNameTemplate? names)
    {
        ValueDefaults defaults = new(
            reader.Slug(SectionKeys.DefaultRegion), reader.Slug(SectionKeys.DefaultSize), reader.Slug(SectionKeys.DefaultImage));
        AllowList regions = AllowList.Read(SectionKeys.Regions, reader);
        AllowList sizes = AllowList.Read(SectionKeys.Sizes, reader);
        regions.Check(defaults.Region, SectionKeys.DefaultRegion.Name, _problems);
        sizes.Check(defaults.Size, SectionKeys.DefaultSize.Name, _problems);
        IReadOnlyDictionary<string, EnvironmentSettings> environments = new EnvironmentParser(regions, sizes, _problems).Parse(reader);
        IReadOnlyList<Setting<string>> sshKeys = SshKeyRule.Read(reader);
        HostParser hosts = new(
            defaults,
            environments,
            regions,
            sizes,
            string.Join(',', sshKeys.Select(k => k.Value).Order(StringComparer.Ordinal)),
            new VpcRule(reader, _problems),
            reader.Text(SectionKeys.DoProject).Setting,
            new UserDataRule(_readFile, _problems),
            _problems);
        IReadOnlyList<EnvironmentHosts<HostSettings>> declared =
            new HostsReader(DropletTerms.Terms.Machine, _problems) { MachineNames = names, Project = _project }
                .Read(reader, SectionKeys.Hosts, hosts.Parse);
        return connection with
        {
            SshKeys = sshKeys,
            SshUser = User(reader),
            DefaultRegion = defaults.Region.Setting?.Value,
            DefaultSize = defaults.Size.Setting?.Value,
            DefaultImage = defaults.Image.Setting?.Value ?? DigitalOceanSettings.ImageByDefault,
            Regions = regions.Values,
            Sizes = sizes.Values,
            Environments = declared,
            Resources = ResourceParser.Parse(environments, declared, regions, reader, _project, _problems),
            MaxUnavailable = environments.Where(e => e.Value.MaxUnavailable is not null)
                .ToDictionary(e => e.Key, e => e.Value.MaxUnavailable!.Value, StringComparer.Ordinal),
            Budgets = environments.Where(e => e.Value.MonthlyMax is not null)
                .ToDictionary(e => e.Key, e => e.Value.MonthlyMax!.Value, StringComparer.Ordinal),
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
}
