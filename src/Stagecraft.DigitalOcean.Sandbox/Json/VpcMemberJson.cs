using Stagecraft.DigitalOcean.Sandbox.Droplets;

namespace Stagecraft.DigitalOcean.Sandbox.Json;

internal sealed record VpcMemberJson(string Urn, string Name, string CreatedAt)
{
    public static VpcMemberJson Of(Droplet droplet) => new($"do:droplet:{droplet.Id}", droplet.Name, Timestamp.Format(droplet.CreatedAt));
}
