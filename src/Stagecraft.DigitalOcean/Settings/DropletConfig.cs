namespace Stagecraft.DigitalOcean.Settings;

/// <summary>The provider's section, with the settings of the driver.</summary>
internal sealed record DropletConfig : DeclaredConfig
{
    /// <summary>The settings; null if the connection has problems, without hosts and defaults if another part has problems.</summary>
    public DigitalOceanSettings? Settings { get; init; }

    /// <summary>Reads the section.</summary>
    /// <param name="section">The section.</param>
    /// <param name="project">The project's name, or null.</param>
    /// <param name="variable">Reads the environment variables with the webhook URLs of alerts. Default: none is set.</param>
    public static DropletConfig Read(ConfigNode section, string? project, Func<string, string?>? variable = null)
    {
        SettingsResult connection = SettingsParser.Parse(section, project, SettingsScope.Connection, UserData.ReadFile);
        SettingsResult all = SettingsParser.Parse(section, project, SettingsScope.Everything, UserData.ReadFile);
        DropletConfig config = new()
        {
            ConnectionProblems = connection.Problems,
            Problems = all.Problems,
            Settings = all.Settings ?? connection.Settings,
            Environments =
            [
                .. (all.Settings?.Environments ?? []).Select(e => new EnvironmentHosts<DeclaredHost>(e.Name, e.Location, e.Hosts)),
            ],
            Resources = (all.Settings?.Environments ?? []).ToDictionary(
                e => e.Name,
                e => (IReadOnlyList<DeclaredResource>)
                [
                    .. e.Hosts.SelectMany(h => h.Resources).Concat(all.Settings!.ResourcesOf(e.Name).Declared)
                        .Select(r => r is AlertSettings alert ? alert.Resolved(variable ?? (static _ => null)) : r)
                        .Select(r => InProject(r, e.Hosts.Select(h => h.DoProject).FirstOrDefault())),
                ],
                StringComparer.Ordinal),
            Warnings = (all.Settings?.Environments ?? []).ToDictionary(
                e => e.Name,
                e => (IReadOnlyList<PlanWarning>)[.. all.Settings!.ResourcesOf(e.Name).Warnings, .. UserDataRule.Warnings(e.Hosts)],
                StringComparer.Ordinal),
            Budgets = all.Settings?.Budgets ?? new Dictionary<string, decimal>(),
            MaxUnavailable = all.Settings?.MaxUnavailable ?? new Dictionary<string, int>(),
            Names = DeclaredNames.Of(section),
        };
        return config.Settings is { } settings
            ? config with
            {
                MachineNames = settings.MachineNames,
                Timeouts = settings.Timeouts,
                Readiness = settings.Readiness,
            }
            : config;
    }

    // DigitalOcean has no projects for other kinds.
    private static DeclaredResource InProject(DeclaredResource resource, Setting<string>? project) =>
        project is not null && resource.Kind is (ResourceKind.Volume or ResourceKind.LoadBalancer or ResourceKind.ReservedIp)
            ? resource with { Fields = [.. resource.Fields, new(EnvironmentKeys.DoProject.Name, project.Value)] }
            : resource;
}
