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

    /// <summary>The ids of the subnets.</summary>
    internal IReadOnlyList<string> Subnets { get; private init; } = [];

    /// <summary>The Elastic IP addresses.</summary>
    internal IReadOnlyList<string> Addresses { get; private init; } = [];

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
            Subnets = Values(section, AwsCloud.SubnetKey),
            Addresses = Values(section, AwsCloud.ReservedIpKey),
        };
    }

    internal override bool HasPage => false;

    internal override bool IsPrinted(string path) => path == _accountPath || path == _regionPath;

    internal override string? Variable(string name) => Environment().GetValueOrDefault(name);

    internal override IReadOnlyList<IReadOnlyList<KeyValuePair<string, string>>> Exports(string url) =>
        [[.. Environment(), new(AwsCloud.ApiVariable, url)]];

    internal override SandboxStart Prepare(SandboxSettings settings) => throw new NotSupportedException();

    private SortedDictionary<string, string> Environment() => new(StringComparer.Ordinal)
    {
        ["AWS_ACCESS_KEY_ID"] = DummyKeyId,
        ["AWS_REGION"] = Region,
        ["AWS_SECRET_ACCESS_KEY"] = DummySecret,
    };

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
