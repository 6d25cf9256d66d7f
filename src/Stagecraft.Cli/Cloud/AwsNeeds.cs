using System.Text.Json;
using Stagecraft.Aws.Sandbox;
using Stagecraft.Cli.Errors;

namespace Stagecraft.Cli.Cloud;

/// <summary>The requirements of a section of AWS.</summary>
internal sealed record AwsNeeds : SandboxNeeds
{
    internal const string DummyKeyId = "sandbox";
    internal const string DummySecret = "test";

    private string? _accountPath;
    private string? _regionPath;

    internal string? AccountId { get; private init; }

    internal string Region { get; private init; } = AwsInit.ProposedRegion;

    /// <summary>The names of the key pairs.</summary>
    internal IReadOnlyList<string> KeyPairs { get; private init; } = [];

    /// <summary>The names of the security groups.</summary>
    internal IReadOnlyList<string> SecurityGroups { get; private init; } = [];

    /// <summary>The regions of the subnets, by id.</summary>
    internal IReadOnlyDictionary<string, string> Subnets { get; private init; } = new Dictionary<string, string>();

    /// <summary>The regions of the Elastic IP addresses.</summary>
    internal IReadOnlyDictionary<string, string> Addresses { get; private init; } = new Dictionary<string, string>();

    internal static AwsNeeds Of(ConfigNode? section)
    {
        ConfigScalar? account = (section as ConfigMapping)?.Find(AwsCloud.AccountKey) as ConfigScalar;
        ConfigScalar? region = (section as ConfigMapping)?.Find(AwsCloud.DefaultRegionKey) as ConfigScalar;
        return new AwsNeeds
        {
            AccountId = account?.Value,
            _accountPath = account?.Path,
            Region = region?.Value ?? AwsInit.ProposedRegion,
            _regionPath = region?.Path,
            KeyPairs = Values(section, AwsCloud.SshKeyKey),
            SecurityGroups = Values(section, AwsCloud.SecurityGroupsKey),
            Subnets = OfHosts(section, AwsCloud.SubnetKey, region?.Value),
            Addresses = OfHosts(section, AwsCloud.ReservedIpKey, region?.Value),
        };
    }

    internal override bool IsPrinted(string path) => path == _accountPath || path == _regionPath;

    internal override string? Variable(string name) => Environment().GetValueOrDefault(name);

    internal override IReadOnlyList<IReadOnlyList<KeyValuePair<string, string>>> Exports(string url) =>
        [[.. Environment(), new(AwsCloud.ApiVariable, url)]];

    internal override SandboxStart Prepare(SandboxSettings settings)
    {
        if (settings.MachineLimit is not null)
        {
            throw new UsageException("--droplet-limit does not apply to an AWS sandbox", "set vcpu_limit in a file of --faults");
        }

        AwsSandboxConditions conditions = settings.Faults is { } file
            ? FaultsFile.Read(file, json => AwsSandboxConditions.FromJson(json, new AwsSandboxConditions()))
            : new AwsSandboxConditions();
        AwsSandboxOptions options = AddTo(new AwsSandboxOptions(conditions)
        {
            Boot = settings.Boot ?? conditions.Boot,
            Throttle = settings.RateLimit ?? conditions.Throttle,
            SecretKey = DummySecret,
            StateFile = settings.StateFile(),
            Port = settings.Port,
            ListenAddress = settings.Listen,
            AllowRemote = settings.AllowRemote,
            Control = settings.Control,
            TimeProvider = settings.TimeProvider,
            Log = settings.Log is { } log ? request => log(Line(request)) : null,
        });
        return new SandboxStart(options, cancellationToken => StartAsync(options, cancellationToken));
    }

    /// <summary>The options with the account and the resources of the section; what it does not name is unchanged.</summary>
    internal AwsSandboxOptions AddTo(AwsSandboxOptions options) => options with
    {
        AccountId = AccountId ?? options.AccountId,
        KeyPairs = KeyPairs.Count == 0 ? options.KeyPairs : KeyPairs,
        SecurityGroups = SecurityGroups,
        Subnets = Subnets,
        Addresses = Addresses,
    };

    private static async Task<RunningSandbox> StartAsync(AwsSandboxOptions options, CancellationToken cancellationToken)
    {
        EmbeddedSqlite.Use();
        AwsSandbox sandbox = await AwsSandbox.StartAsync(options, cancellationToken);
        return new RunningSandbox(CloudSandbox.OnThisMachine(sandbox.Address!), sandbox);
    }

    private static SandboxLogLine Line(AwsSandboxRequest request) => new(
        request.Time,
        request.Action.Length > 0 ? request.Action : "-",
        request.Region.Length > 0 ? request.Region : "-",
        request.Status,
        request.Fault is { } kind ? JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString()) : null);

    private SortedDictionary<string, string> Environment() => new(StringComparer.Ordinal)
    {
        ["AWS_ACCESS_KEY_ID"] = DummyKeyId,
        ["AWS_REGION"] = Region,
        ["AWS_SECRET_ACCESS_KEY"] = DummySecret,
    };

    /// <summary>The regions of the values of a key of hosts.</summary>
    private static IReadOnlyDictionary<string, string> OfHosts(ConfigNode? section, string key, string? defaultRegion)
    {
        Dictionary<string, string> found = new(StringComparer.Ordinal);
        IEnumerable<ConfigEntry> environments = ((section as ConfigMapping)?.Find("hosts") as ConfigMapping)?.Entries ?? [];
        foreach (ConfigEntry host in environments.SelectMany(e => (e.Value as ConfigMapping)?.Entries ?? []))
        {
            ConfigMapping? settings = host.Value as ConfigMapping;
            if (settings?.Find(key) is ConfigScalar { Value: { Length: > 0 } value })
            {
                found[value] = (settings.Find("region") as ConfigScalar)?.Value ?? defaultRegion ?? AwsInit.ProposedRegion;
            }
        }

        return found;
    }

    /// <summary>The values of a key anywhere in the section, sorted.</summary>
    private static IReadOnlyList<string> Values(ConfigNode? node, string key)
    {
        SortedSet<string> found = new(StringComparer.Ordinal);
        Collect(node);
        return [.. found];

        void Collect(ConfigNode? parent)
        {
            foreach (ConfigEntry entry in (parent as ConfigMapping)?.Entries ?? [])
            {
                if (entry.Key == key)
                {
                    IEnumerable<ConfigNode> values = entry.Value is ConfigSequence list ? list.Items : [entry.Value];
                    found.UnionWith(values.OfType<ConfigScalar>().Select(v => v.Value).OfType<string>().Where(v => v.Length > 0));
                }

                Collect(entry.Value);
            }
        }
    }
}
