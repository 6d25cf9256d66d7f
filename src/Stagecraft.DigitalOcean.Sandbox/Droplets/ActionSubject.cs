namespace Stagecraft.DigitalOcean.Sandbox.Droplets;

/// <summary>The resource of an action.</summary>
/// <param name="Type">The resource type of the API.</param>
/// <param name="Id">The ID, or the number of the UUID.</param>
internal readonly record struct ActionSubject(string Type, long Id)
{
    public static ActionSubject Droplet(long id) => new("droplet", id);

    public static ActionSubject ReservedIp(uint address) => new("reserved_ip", address);

    public static ActionSubject Volume(long number) => new("volume", number);
}
