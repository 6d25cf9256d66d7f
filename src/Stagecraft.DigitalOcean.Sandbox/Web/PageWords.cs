namespace Stagecraft.DigitalOcean.Sandbox.Web;

/// <summary>The words of the page, and the members of its JSON that they name.</summary>
internal static class PageWords
{
    public const string Json =
        """
        {
        "machine": "droplet", "machines": "droplets", "title": "Droplets", "rest": "Other droplets",
        "groups": "environments", "group": "environment", "detail": "role", "place": "region", "size": "size",
        "columns": { "name": "Name and role", "place": "Region and size" },
        "states": { "active": "active", "new": "new", "off": "off" }, "labels": { "going": "deleting" },
        "kinds": { "firewalls": "firewall", "volumes": "volume", "reserved_ips": "reserved IP", "load_balancers": "load balancer" },
        "windows": { "hour": "Per hour", "minute": "Per minute", "key_lists": "Key lists" },
        "example": [
        "curl ORIGIN/v2/droplets -H 'Authorization: Bearer TOKEN' \\",
        "  -d '{\"name\":\"web-1\",\"region\":\"nyc3\",\"size\":\"s-1vcpu-1gb\",\"image\":\"ubuntu-22-04-x64\"}'"
        ] }
        """;
}
