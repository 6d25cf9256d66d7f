namespace Stagecraft.Aws.Sandbox.State;

/// <summary>A VPC.</summary>
internal sealed class Vpc
{
    public string Id { get; set; } = "";

    public string Cidr { get; set; } = "";

    public bool IsDefault { get; set; }
}
