using Stagecraft.DigitalOcean.Sandbox;

namespace Stagecraft.Cli.Cloud;

/// <summary>The requirements of a provider's section that the sandbox has to meet.</summary>
/// <param name="TokenVariable">The variable that it names for the token, or null.</param>
/// <param name="SshKeys">Every SSH key that it names.</param>
internal sealed record SandboxNeeds(string? TokenVariable, IReadOnlyList<string> SshKeys)
{
    internal const string DummyToken = "sandbox";

    /// <summary>Where in the file the variable is named, or null.</summary>
    internal string? TokenPath { get; private init; }

    internal static SandboxNeeds Of(ConfigNode section)
    {
        SortedSet<string> keys = new SortedSet<string>(StringComparer.Ordinal);
        Collect(section, keys);
        ConfigScalar? token = (section as ConfigMapping)?.Find(DigitalOceanTerms.TokenKey) as ConfigScalar;
        return new SandboxNeeds(token?.Value, [.. keys]) { TokenPath = token?.Path };
    }

    /// <summary>An environment with only a dummy token: a real one must not be read.</summary>
    internal string? Token(string variable) => variable == TokenVariable ? DummyToken : null;

    /// <summary>The options with these SSH keys; unchanged if there are none.</summary>
    internal SandboxOptions AddKeys(SandboxOptions options) => SshKeys.Count == 0 ? options : options with { SshKeys = SshKeys };

    private static void Collect(ConfigNode node, SortedSet<string> keys)
    {
        foreach (ConfigEntry entry in (node as ConfigMapping)?.Entries ?? [])
        {
            if (entry.Key is DigitalOceanTerms.SshKeyKey or DigitalOceanTerms.SshKeysKey)
            {
                IEnumerable<ConfigNode> names = entry.Value is ConfigSequence list ? list.Items : [entry.Value];
                keys.UnionWith(names.OfType<ConfigScalar>().Select(n => n.Value).OfType<string>());
            }

            Collect(entry.Value, keys);
        }
    }
}
