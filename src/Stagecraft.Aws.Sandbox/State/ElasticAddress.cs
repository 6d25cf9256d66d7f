namespace Stagecraft.Aws.Sandbox.State;

/// <summary>An Elastic IP address.</summary>
internal sealed class ElasticAddress
{
    public string AllocationId { get; set; } = "";

    public string PublicIp { get; set; } = "";

    /// <summary>The ID of the association; null while it is not associated.</summary>
    public string? AssociationId { get; set; }

    /// <summary>The associated instance.</summary>
    public string? InstanceId { get; set; }
}
