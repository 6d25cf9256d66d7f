namespace Stagecraft.Cli.Cloud;

/// <summary>The choices for a new config.</summary>
/// <param name="Hosts">The number of hosts per role.</param>
internal sealed record InitAnswers(
    string Project, string Key, string Region, string Size, string Environment, IReadOnlyList<(string Role, int Count)> Hosts)
{
    internal int HostCount => Hosts.Sum(h => h.Count);
}
