namespace Stagecraft.DigitalOcean.Settings;

/// <summary>Parses and validates the provider's section of the config. It has no effects except reading the files of
/// <c>user_data_file</c>.</summary>
internal sealed class SettingsParser
{
    private readonly ConfigProblems _problems = SectionRule.NewProblems();
    private readonly string? _project;
    private readonly Func<string, byte[]> _readFile;

    private SettingsParser(string? project, Func<string, byte[]> readFile) => (_project, _readFile) = (project, readFile);

    /// <summary>Reads the section and reports all problems.</summary>
    /// <param name="section">The provider's section.</param>
    /// <param name="project">The project's name, or null.</param>
    /// <param name="scope">The part of the section that is read.</param>
    /// <param name="readFile">Reads a <c>user_data_file</c>, for example <see cref="UserData.ReadFile"/>. Relative paths are resolved
    /// against the directory of the config file first. It can throw <see cref="IOException"/> and
    /// <see cref="UnauthorizedAccessException"/>.</param>
    public static SettingsResult Parse(ConfigNode section, string? project, SettingsScope scope, Func<string, byte[]> readFile) =>
        new SettingsParser(project, readFile).Parse(section, scope);

    private SettingsResult Parse(ConfigNode section, SettingsScope scope)
    {
        SectionRule.CheckProject(_project, _problems);
        DigitalOceanSettings? settings = null;
        if (section is ConfigMapping mapping)
        {
            settings = Section(mapping, scope);
        }
        else
        {
            _problems.Add(section, $"the provider's section must be a mapping, not {section.Kind}");
        }

        IReadOnlyList<Problem> problems =
            scope == SettingsScope.Everything ? SectionRule.WithTemplates(section, _problems) : _problems.InFileOrder();
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

        MachineNameTemplate? names = MachineNameTemplate.Read(reader, SectionKeys.MachineName, _project, _problems);
        DigitalOceanSettings settings = SectionRule.WithDurations(
            new DigitalOceanSettings { TokenEnv = tokenEnv?.Value ?? "", MachineNames = names ?? MachineNameTemplate.Default },
            reader,
            SectionKeys.SettleWindow);
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
        IReadOnlyDictionary<string, EnvironmentSettings> environments =
            new EnvironmentParser(SectionKeys.Environments, regions, sizes, _problems).Parse(reader);
        IReadOnlyList<Setting<string>> sshKeys = SshKeyRule.Read(reader);
        HostParser hosts = new(
            new HostDefaults(defaults, environments, _problems),
            regions,
            sizes,
            SectionRule.SshUser(reader, SectionKeys.SshUser, _problems)!,
            string.Join(',', sshKeys.Select(k => k.Value).Order(StringComparer.Ordinal)),
            new VpcRule(reader, _problems),
            DoProjects(environments),
            reader.Text(SectionKeys.DoProject).Setting,
            new UserDataRule(UserData.MaxBytes, _readFile, _problems),
            _problems);
        IReadOnlyList<EnvironmentHosts<HostSettings>> declared =
            new HostsReader(DropletTerms.Terms.Machine, _problems) { MachineNames = names, Project = _project }
                .Read(reader, SectionKeys.Hosts, hosts.Parse);
        return SectionRule.WithEnvironments(connection, environments) with
        {
            SshKeys = sshKeys,
            DefaultRegion = defaults.Region.Setting?.Value,
            DefaultSize = defaults.Size.Setting?.Value,
            DefaultImage = defaults.Image.Setting?.Value ?? DigitalOceanSettings.ImageByDefault,
            Regions = regions.Values,
            Sizes = sizes.Values,
            Environments = declared,
            Resources = ResourceParser.Parse(environments, declared, regions, reader, _project, _problems),
        };
    }

    private static Dictionary<string, Setting<string>> DoProjects(IReadOnlyDictionary<string, EnvironmentSettings> environments) =>
        environments.Select(e => (e.Key, Project: e.Value.Reader!.Text(EnvironmentKeys.DoProject).Setting))
            .Where(e => e.Project is not null)
            .ToDictionary(e => e.Key, e => e.Project!, StringComparer.Ordinal);
}
