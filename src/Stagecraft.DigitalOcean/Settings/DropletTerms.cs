namespace Stagecraft.DigitalOcean.Settings;

/// <summary>The words of DigitalOcean.</summary>
internal static class DropletTerms
{
    public static CloudTerms Terms { get; } = new()
    {
        Provider = "digitalocean",
        Cloud = "DigitalOcean",
        Machine = "droplet",
        Machines = "droplets",
        CreateOnlyFields = ["backups", "image", "ipv6", "monitoring", "ssh_key_name", "tags", "user_data", "vpc_uuid"],
        TagPermissionHint = "the token needs the scope tag:read; without it an empty account cannot be told from a full one",
    };
}
