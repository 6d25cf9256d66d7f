using System.Globalization;

namespace Stagecraft.Config;

/// <summary>A group of equal hosts: an entry of an environment with the key <c>count</c>. The entry <c>app</c> with <c>count: 3</c>
/// declares the hosts <c>app-1</c>, <c>app-2</c> and <c>app-3</c>. Specified in <c>spec/providers/cloud/interface.md</c>, 7.1.2.</summary>
public static class HostGroup
{
    /// <summary>The maximum number of hosts of a group.</summary>
    public const int MaxCount = 1000;

    /// <summary>The maximum number of hosts of all groups of a file.</summary>
    public const int MaxTotal = 10_000;

    /// <summary>The key of a group. A driver whose hosts can be groups has it in <see cref="SettingKey.HostKeys"/>.</summary>
    public static SettingKey Count { get; } = new(
        "count",
        SettingKind.Integer,
        "The number of hosts of a group. `app` with `count: 3` declares the hosts `app-1`, `app-2` and `app-3` with the same settings.")
    {
        Otherwise = "one host, named after its key",
        Maximum = MaxCount,
    };

    /// <summary>The hosts that an entry of an environment declares, even if it has problems: those of a group, otherwise one. A group
    /// with an invalid number counts as one of <see cref="MaxCount"/> hosts, so that no declared host is missing.</summary>
    /// <param name="entry">The entry.</param>
    public static IReadOnlyList<string> Names(ConfigEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return CountOf(entry) is { } count ? Members(entry.Key, TextRule.Integer(TextRule.Plain(count), Count) ?? MaxCount) : [entry.Key];
    }

    /// <summary>The name of the first host of a group.</summary>
    /// <param name="group">The key of the group.</param>
    public static string FirstName(string group) => $"{group}-1";

    internal static ConfigNode? CountOf(ConfigEntry entry) => (entry.Value as ConfigMapping)?.Find(Count.Name);

    internal static IReadOnlyList<string> Members(string group, int count) =>
        [.. Enumerable.Range(1, count).Select(n => string.Create(CultureInfo.InvariantCulture, $"{group}-{n}"))];
}
