namespace Stagecraft.Aws.Settings;

/// <summary>The provider's section, with the settings of the driver.</summary>
internal sealed record Ec2Config : DeclaredConfig
{
    /// <summary>The settings; null if the connection has problems, without hosts and defaults if another part has problems.</summary>
    public AwsSettings? Settings { get; init; }

    /// <summary>Reads the section.</summary>
    /// <param name="section">The section.</param>
    /// <param name="project">The project's name, or null.</param>
    public static Ec2Config Read(ConfigNode section, string? project)
    {
        SettingsResult connection = SettingsParser.Parse(section, project, SettingsScope.Connection, UserData.ReadFile);
        SettingsResult all = SettingsParser.Parse(section, project, SettingsScope.Everything, UserData.ReadFile);
        IReadOnlyList<EnvironmentHosts<Ec2Host>> environments = all.Settings?.Environments ?? [];
        Ec2Config config = new()
        {
            ConnectionProblems = connection.Problems,
            Problems = all.Problems,
            Settings = all.Settings ?? connection.Settings,
            Environments = [.. environments.Select(e => new EnvironmentHosts<DeclaredHost>(e.Name, e.Location, e.Hosts))],
            Resources = environments.ToDictionary(
                e => e.Name,
                e => (IReadOnlyList<DeclaredResource>)
                [
                    .. e.Hosts.SelectMany(h => h.Resources),
                    .. SecurityGroups.Of(
                        project, e.Name, e.Hosts, [.. all.Settings!.ResourcesOf(e.Name).Declared.Cast<FirewallSettings>()]),
                ],
                StringComparer.Ordinal),
            Warnings = environments.ToDictionary(
                e => e.Name,
                e => (IReadOnlyList<PlanWarning>)[.. all.Settings!.ResourcesOf(e.Name).Warnings, .. UserDataRule.Warnings(e.Hosts)],
                StringComparer.Ordinal),
            Budgets = all.Settings?.Budgets ?? new Dictionary<string, decimal>(),
            MaxUnavailable = all.Settings?.MaxUnavailable ?? new Dictionary<string, int>(),
            Names = DeclaredNames.Of(section),
        };
        return config.Settings is { } settings
            ? config with { MachineNames = settings.MachineNames, Timeouts = settings.Timeouts, Readiness = settings.Readiness }
            : config;
    }
}
