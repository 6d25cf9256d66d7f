using Stagecraft.Aws.Sandbox.Data;
using Stagecraft.Aws.Sandbox.State;

namespace Stagecraft.Aws.Sandbox.Instances;

/// <summary>A checked request of RunInstances.</summary>
internal sealed record Launch
{
    public required int Min { get; init; }

    public required int Max { get; init; }

    public required InstanceType Type { get; init; }

    public required Image Image { get; init; }

    /// <summary>The subnets to try, in order. More than one only if the request names neither a subnet nor a zone.</summary>
    public required IReadOnlyList<Subnet> Subnets { get; init; }

    public required IReadOnlyList<string> GroupIds { get; init; }

    /// <summary>Whether instances get a public address; null for the setting of the subnet.</summary>
    public bool? PublicIp { get; init; }

    public required IReadOnlyList<DiskSpec> Disks { get; init; }

    public required IReadOnlyDictionary<string, IReadOnlyList<Tag>> Tags { get; init; }

    /// <summary>Creates the settings that do not depend on the place: a new object for each instance.</summary>
    public required Func<Instance> Template { get; init; }
}
