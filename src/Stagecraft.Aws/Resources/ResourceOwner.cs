namespace Stagecraft.Aws.Resources;

/// <summary>The environment whose resources are managed, with its hosts.</summary>
/// <param name="AccountId">The id of the account.</param>
/// <param name="Project">The project, or null.</param>
/// <param name="Environment">The environment.</param>
/// <param name="Hosts">Its hosts in the file.</param>
internal sealed record ResourceOwner(string AccountId, string? Project, string Environment, IReadOnlyList<Settings.Ec2Host> Hosts)
{
    /// <summary>The beginning of the names of its security groups.</summary>
    public string GroupPrefix => Settings.SecurityGroupNames.Prefix(Project, Environment);

    /// <summary>The declared host of a name, or null.</summary>
    public Settings.Ec2Host? HostOf(string? name) => Hosts.FirstOrDefault(h => h.Name == name);
}
