namespace Stagecraft.Aws.Sandbox.State;

/// <summary>The resources of a region. Lists are in order of creation.</summary>
internal sealed class RegionState
{
    public string Name { get; set; } = "";

    public List<Instance> Instances { get; set; } = [];

    /// <summary>The client tokens of RunInstances.</summary>
    public List<TokenEntry> Tokens { get; set; } = [];

    public List<Vpc> Vpcs { get; set; } = [];

    public List<Subnet> Subnets { get; set; } = [];

    public List<SecurityGroup> SecurityGroups { get; set; } = [];

    public List<KeyPair> KeyPairs { get; set; } = [];

    public List<Volume> Volumes { get; set; } = [];

    /// <summary>The client tokens of CreateVolume.</summary>
    public List<VolumeToken> VolumeTokens { get; set; } = [];

    public List<Snapshot> Snapshots { get; set; } = [];

    public List<MachineImage> Images { get; set; } = [];

    public List<ElasticAddress> Addresses { get; set; } = [];

    /// <summary>The tags of all resources, by resource ID.</summary>
    public TagTable Tags { get; set; } = new();

    /// <summary>The client tokens whose first request has no response yet, with the time of that response. Not saved.</summary>
    internal Dictionary<string, DateTimeOffset> TokensInFlight { get; } = new(StringComparer.Ordinal);
}
