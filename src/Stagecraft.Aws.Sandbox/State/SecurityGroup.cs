namespace Stagecraft.Aws.Sandbox.State;

/// <summary>A security group.</summary>
internal sealed class SecurityGroup
{
    public string Id { get; set; } = "";

    public string Name { get; set; } = "";

    public string Description { get; set; } = "";

    public string VpcId { get; set; } = "";

    /// <summary>The rules of both directions, in order of creation.</summary>
    public List<SecurityGroupRule> Rules { get; set; } = [];
}
