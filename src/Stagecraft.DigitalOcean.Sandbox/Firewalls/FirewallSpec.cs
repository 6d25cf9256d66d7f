namespace Stagecraft.DigitalOcean.Sandbox.Firewalls;

/// <summary>The settings of a firewall.</summary>
internal sealed record FirewallSpec(
    string Name, FirewallRules Rules, IReadOnlyList<long> DropletIds, IReadOnlyList<string> Tags)
{
    private const int MaxNameLength = 255;

    public static bool IsValidName(string name) =>
        name.Length is > 1 and <= MaxNameLength
        && char.IsAsciiLetterOrDigit(name[0])
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-');
}
