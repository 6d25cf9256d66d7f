namespace Stagecraft.Aws.Sandbox.State;

/// <summary>A subnet.</summary>
internal sealed class Subnet
{
    public string Id { get; set; } = "";

    public string VpcId { get; set; } = "";

    public string Zone { get; set; } = "";

    public string Cidr { get; set; } = "";

    public bool IsDefault { get; set; }

    /// <summary>Whether instances get a public address unless the request chooses.</summary>
    public bool MapsPublicIp { get; set; }

    /// <summary>The number of private addresses handed out.</summary>
    public int Addresses { get; set; }
}
