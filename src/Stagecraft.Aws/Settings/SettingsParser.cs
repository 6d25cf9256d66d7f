namespace Stagecraft.Aws.Settings;

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
    /// <param name="readFile">Reads a <c>user_data_file</c>, for example <see cref="UserData.ReadFile"/>.</param>
    public static SettingsResult Parse(ConfigNode section, string? project, SettingsScope scope, Func<string, byte[]> readFile) =>
        new SettingsParser(project, readFile).Parse(section, scope);

    private SettingsResult Parse(ConfigNode section, SettingsScope scope)
    {
        SectionRule.CheckProject(_project, _problems);
        AwsSettings? settings = null;
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

    private AwsSettings Section(ConfigMapping section, SettingsScope scope)
    {
        SectionReader reader = new(section, _problems);
        if (scope == SettingsScope.Everything)
        {
            reader.CheckKeys(SectionKeys.All);
        }

        Setting<string>? account = AccountRule.Read(reader, _problems);
        MachineNameTemplate? names = MachineNameTemplate.Read(reader, SectionKeys.MachineName, _project, _problems);
        AwsSettings settings = SectionRule.WithDurations(
            new AwsSettings
            {
                AccountId = account?.Value ?? "",
                AccountSetting = account,
                Profile = reader.Text(SectionKeys.Profile).Setting?.Value,
                MachineNames = names ?? MachineNameTemplate.Default,
                ReadRegions = RegionNames.Of(section),
            },
            reader,
            SectionKeys.SettleWindow);
        return scope == SettingsScope.Connection ? settings : Rest(settings, section, reader, names);
    }

    private AwsSettings Rest(AwsSettings connection, ConfigMapping section, SectionReader reader, MachineNameTemplate? names)
    {
        ValueDefaults defaults = new(
            reader.Slug(SectionKeys.DefaultRegion), reader.Slug(SectionKeys.DefaultSize), reader.Slug(SectionKeys.DefaultImage));
        AllowList regions = AllowList.Read(SectionKeys.Regions, reader);
        new NetworkRule(_problems).CheckRegions(reader);
        regions.Check(defaults.Region, SectionKeys.DefaultRegion.Name, _problems);
        IReadOnlyDictionary<string, EnvironmentSettings> environments =
            new EnvironmentParser(SectionKeys.Environments, regions, new AllowList(HostKeys.Size.Name, []), _problems).Parse(reader);
        HostParser hosts = new(
            new HostDefaults(defaults, environments, _problems),
            regions,
            reader.Text(SectionKeys.SshKeyName).Setting,
            SectionRule.SshUser(reader, SectionKeys.SshUser, _problems),
            EnvironmentGroups(environments),
            SecurityGroupRule.Read(reader, SectionKeys.SecurityGroups, _problems),
            reader.Flag(SectionKeys.PublicIp),
            new UserDataRule(HostParser.MaxUserData, _readFile, _problems),
            _problems);
        IReadOnlyList<EnvironmentHosts<Ec2Host>> declared =
            new HostsReader(Ec2Terms.Terms.Machine, _problems) { MachineNames = names, Project = _project }
                .Read(reader, SectionKeys.Hosts, hosts.Parse);
        ResourceParser resources = new(section, _project, _problems);
        return SectionRule.WithEnvironments(connection, environments) with
        {
            SshKeyName = reader.Text(SectionKeys.SshKeyName).Setting,
            DefaultRegion = defaults.Region.Setting?.Value,
            DefaultSize = defaults.Size.Setting?.Value,
            DefaultImage = defaults.Image.Setting?.Value ?? ImageAlias.ByDefault,
            Regions = regions.Values,
            Resources = resources.Parse(environments, declared),
            Environments = resources.WithFirewalls(declared),
        };
    }

    private Dictionary<string, IReadOnlyList<Setting<string>>> EnvironmentGroups(
        IReadOnlyDictionary<string, EnvironmentSettings> environments) => environments
            .Select(e => (e.Key, Groups: (e.Value.DefaultsReader is { } reader
                ? SecurityGroupRule.Read(reader, EnvironmentKeys.SecurityGroups, _problems) : null)))
            .Where(e => e.Groups is not null)
            .ToDictionary(e => e.Key, e => e.Groups!, StringComparer.Ordinal);
}
