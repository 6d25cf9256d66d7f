namespace Stagecraft.Aws.Sandbox.State;

/// <summary>The resources of a region. Lists are in order of creation.</summary>
internal sealed class RegionState
{
    public string Name { get; set; } = "";

    public List<Vpc> Vpcs { get; set; } = [];

    public List<Subnet> Subnets { get; set; } = [];

    public List<SecurityGroup> SecurityGroups { get; set; } = [];

    public List<KeyPair> KeyPairs { get; set; } = [];

    public List<Volume> Volumes { get; set; } = [];

    /// <summary>The tags of all resources, by resource ID.</summary>
    public TagTable Tags { get; set; } = new();
}
