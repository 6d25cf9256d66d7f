namespace Stagecraft.DigitalOcean.Settings;

/// <summary>The terms of DigitalOcean.</summary>
internal static class DropletTerms
{
    public static CloudTerms Terms { get; } = new()
    {
        Provider = "digitalocean",
        Cloud = "DigitalOcean",
        Machine = "droplet",
        Machines = "droplets",
        MachineNameKey = SharedKeys.MachineName.Name,
        WriteLimit = "hour",
        LimitHint = "ask DigitalOcean for a higher limit, or delete resources that are not needed",
        TagPermissionHint = "the token needs the scope tag:read: without it, owned droplets cannot be identified",
    };
}
