using System.Text.RegularExpressions;

namespace Stagecraft.Cli.Cloud;

/// <summary>The user for SSH to the hosts that a config names.</summary>
internal static partial class SshUser
{
    internal const string Default = "root";

    /// <summary>The user of a provider's section; null if it has none, or an invalid one: other programs read it.</summary>
    internal static string? Of(ConfigNode section) =>
        (section as ConfigMapping)?.Find("ssh_user") is ConfigScalar { Value: { } user } && UserName().IsMatch(user) ? user : null;

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,31}\z", RegexOptions.CultureInvariant)]
    private static partial Regex UserName();
}
