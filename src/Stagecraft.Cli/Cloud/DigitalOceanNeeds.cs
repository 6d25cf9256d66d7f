using System.Text.Json;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Sandbox;

namespace Stagecraft.Cli.Cloud;

/// <summary>The requirements of a section of DigitalOcean.</summary>
/// <param name="TokenVariable">The variable that it names for the token, or null.</param>
/// <param name="SshKeys">Every SSH key that it names.</param>
internal sealed record DigitalOceanNeeds(string? TokenVariable, IReadOnlyList<string> SshKeys) : SandboxNeeds
{
    internal const string DummyToken = "sandbox";
    internal const string DummyWebhook = "https://hooks.slack.com/services/sandbox";

    /// <summary>The variables from which other tools read the token: doctl the first, the Terraform provider both, preferring the
    /// second. They get the dummy token, so that they do not send a real one to the sandbox.</summary>
    private static readonly string[] OtherTokenVariables = ["DIGITALOCEAN_ACCESS_TOKEN", "DIGITALOCEAN_TOKEN"];

    private IReadOnlySet<string> _webhooks = new HashSet<string>();
    private IReadOnlyList<string> _projects = [];
    private string? _tokenPath;

    internal static DigitalOceanNeeds Of(ConfigNode? section)
    {
        SortedSet<string> keys = new SortedSet<string>(StringComparer.Ordinal);
        SortedSet<string> projects = new(StringComparer.Ordinal);
        HashSet<string> webhooks = new(StringComparer.Ordinal);
        Collect(section, keys, projects, webhooks);
        ConfigScalar? token = (section as ConfigMapping)?.Find(DigitalOceanCloud.TokenKey) as ConfigScalar;
        return new DigitalOceanNeeds(token?.Value, [.. keys])
        {
            _tokenPath = token?.Path,
            _webhooks = webhooks,
            _projects = [.. projects],
        };
    }

    internal override bool IsPrinted(string path) => path == _tokenPath;

    internal override string? Variable(string name) =>
        name == TokenVariable ? DummyToken : _webhooks.Contains(name) ? DummyWebhook : null;

    internal override IReadOnlyList<IReadOnlyList<KeyValuePair<string, string>>> Exports(string url) =>
    [
        [new(DigitalOceanCloud.ApiVariable, url)],
        [
            .. OtherTokenVariables.Append(TokenVariable ?? DigitalOceanInit.TokenVariable).Distinct()
                .Select(v => KeyValuePair.Create(v, DummyToken)),
        ],
    ];

    internal override SandboxStart Prepare(SandboxSettings settings)
    {
        SandboxConditions conditions = settings.Faults is { } file
            ? FaultsFile.Read(file, json => SandboxConditions.FromJson(json, new SandboxConditions()))
            : new SandboxConditions();
        SandboxOptions options = AddTo(new SandboxOptions(conditions)
        {
            Boot = settings.Boot ?? conditions.Boot,
            RateLimit = settings.RateLimit ?? conditions.RateLimit,
            StateFile = settings.StateFile(),
            Port = settings.Port,
            ListenAddress = settings.Listen,
            AllowRemote = settings.AllowRemote,
            Control = settings.Control,
            TimeProvider = settings.TimeProvider,
            Log = settings.Log is { } log ? request => log(Line(request)) : null,
        });
        options = options with { DropletLimit = settings.MachineLimit ?? options.DropletLimit };
        return new SandboxStart(options, cancellationToken => StartAsync(options, cancellationToken));
    }

    internal static async Task<RunningSandbox> StartAsync(SandboxOptions options, CancellationToken cancellationToken)
    {
        EmbeddedSqlite.Use();
        DigitalOceanSandbox sandbox = await DigitalOceanSandbox.StartAsync(options, cancellationToken);
        return new RunningSandbox(CloudSandbox.OnThisMachine(sandbox.Address!), sandbox);
    }

    /// <summary>The options with these SSH keys and projects; what the section does not name is unchanged.</summary>
    internal SandboxOptions AddTo(SandboxOptions options) => options with
    {
        SshKeys = SshKeys.Count == 0 ? options.SshKeys : SshKeys,
        Projects = _projects.Count == 0 ? options.Projects : _projects,
    };

    private static SandboxLogLine Line(SandboxRequest request) => new(
        request.Time,
        request.Method,
        request.Target,
        request.Status,
        request.Fault is { } kind ? JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString()) : null);

    private static void Collect(ConfigNode? node, SortedSet<string> keys, SortedSet<string> projects, HashSet<string> webhooks)
    {
        foreach (ConfigEntry entry in (node as ConfigMapping)?.Entries ?? [])
        {
            if (entry.Key is DigitalOceanCloud.SshKeyKey or DigitalOceanCloud.SshKeysKey)
            {
                IEnumerable<ConfigNode> names = entry.Value is ConfigSequence list ? list.Items : [entry.Value];
                keys.UnionWith(names.OfType<ConfigScalar>().Select(n => n.Value).OfType<string>());
            }

            if (entry is { Key: DigitalOceanCloud.WebhookKey, Value: ConfigScalar { Value: { } webhook } })
            {
                webhooks.Add(webhook);
            }

            if (entry is { Key: DigitalOceanCloud.ProjectKey, Value: ConfigScalar { Value: { Length: > 0 } project } })
            {
                projects.Add(project);
            }

            Collect(entry.Value, keys, projects, webhooks);
        }
    }
}
