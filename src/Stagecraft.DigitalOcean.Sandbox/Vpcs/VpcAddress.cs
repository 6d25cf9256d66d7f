namespace Stagecraft.DigitalOcean.Sandbox.Vpcs;

/// <summary>The address of a droplet in its VPC.</summary>
internal readonly record struct VpcAddress(uint Value, int Prefix)
{
    public string Text => Ipv4Range.TextOf(Value);

    public string Netmask => new Ipv4Range(Value, Prefix).Netmask;
}
