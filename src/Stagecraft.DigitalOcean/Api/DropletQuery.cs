namespace Stagecraft.DigitalOcean.Api;

/// <summary>Which droplets to list. The API takes one filter a query.</summary>
internal sealed record DropletQuery
{
    private DropletQuery(string filter, string scope = "droplet:read")
    {
        Filter = filter;
        Scope = scope;
    }

    /// <summary>All but those with GPUs, which the API leaves out of the plain list.</summary>
    public static DropletQuery All { get; } = new("");

    /// <summary>Those with GPUs.</summary>
    public static DropletQuery Gpus { get; } = new("type=gpus");

    /// <summary>What the filter adds to the list's address.</summary>
    public string Filter { get; }

    /// <summary>The permissions that the query needs.</summary>
    public string Scope { get; }

    /// <summary>Those with a tag. The filter is exact: use the spelling read back from a droplet.</summary>
    public static DropletQuery ByTag(string tag) => new("tag_name=" + Uri.EscapeDataString(tag), "droplet:read, tag:read");

    /// <summary>Those of a name, ignoring case; there can be several.</summary>
    public static DropletQuery ByName(string name) => new("name=" + Uri.EscapeDataString(name));
}
