using Stagecraft.DigitalOcean.Sandbox;

namespace Stagecraft.Cli.Cloud;

/// <summary>The requirements of a provider's section that the sandbox has to meet.</summary>
/// <param name="TokenVariable">The variable that it names for the token, or null.</param>
/// <param name="SshKeys">Every SSH key that it names.</param>
internal sealed record SandboxNeeds(string? TokenVariable, IReadOnlyList<string> SshKeys)
{
    internal const string DummyToken = "sandbox";
    internal const string DummyWebhook = "https://hooks.slack.com/services/sandbox";

    private IReadOnlySet<string> _webhooks = new HashSet<string>();
    private IReadOnlyList<string> _projects = [];

    /// <summary>Where in the file the variable is named, or null.</summary>
    internal string? TokenPath { get; private init; }

    internal static SandboxNeeds Of(ConfigNode section)
    {
        SortedSet<string> keys = new SortedSet<string>(StringComparer.Ordinal);
        SortedSet<string> projects = new(StringComparer.Ordinal);
        HashSet<string> webhooks = new(StringComparer.Ordinal);
        Collect(section, keys, projects, webhooks);
        ConfigScalar? token = (section as ConfigMapping)?.Find(DigitalOceanTerms.TokenKey) as ConfigScalar;
        return new SandboxNeeds(token?.Value, [.. keys]) { TokenPath = token?.Path, _webhooks = webhooks, _projects = [.. projects] };
    }

    /// <summary>An environment with only a dummy token and dummy webhooks: real ones must not be read.</summary>
    internal string? Variable(string name) =>
        name == TokenVariable ? DummyToken : _webhooks.Contains(name) ? DummyWebhook : null;

    /// <summary>The options with these SSH keys and projects; what the section does not name is unchanged.</summary>
    internal SandboxOptions AddTo(SandboxOptions options) => options with
    {
        SshKeys = SshKeys.Count == 0 ? options.SshKeys : SshKeys,
        Projects = _projects.Count == 0 ? options.Projects : _projects,
    };

    private static void Collect(ConfigNode node, SortedSet<string> keys, SortedSet<string> projects, HashSet<string> webhooks)
    {
        foreach (ConfigEntry entry in (node as ConfigMapping)?.Entries ?? [])
        {
            if (entry.Key is DigitalOceanTerms.SshKeyKey or DigitalOceanTerms.SshKeysKey)
            {
                IEnumerable<ConfigNode> names = entry.Value is ConfigSequence list ? list.Items : [entry.Value];
                keys.UnionWith(names.OfType<ConfigScalar>().Select(n => n.Value).OfType<string>());
            }

            if (entry is { Key: DigitalOceanTerms.WebhookKey, Value: ConfigScalar { Value: { } webhook } })
            {
                webhooks.Add(webhook);
            }

            if (entry is { Key: DigitalOceanTerms.ProjectKey, Value: ConfigScalar { Value: { Length: > 0 } project } })
            {
                projects.Add(project);
            }

            Collect(entry.Value, keys, projects, webhooks);
        }
    }
}
