namespace Stagecraft.DigitalOcean.Api;

/// <summary>A list of droplets. The API accepts one filter per query.</summary>
/// <param name="Filter">The filter's part of the query string; empty without a filter.</param>
/// <param name="Scope">The scopes that the query requires.</param>
internal sealed record DropletQuery(string Filter, string Scope = "droplet:read")
{
    /// <summary>All droplets except those with GPUs, which the API omits from the unfiltered list.</summary>
    public static DropletQuery All { get; } = new("");

    public static DropletQuery Gpus { get; } = new("type=gpus");

    /// <summary>The droplets with a tag. The filter is case-sensitive: use the spelling that a droplet shows.</summary>
    public static DropletQuery ByTag(string tag) => new("tag_name=" + Uri.EscapeDataString(tag), "droplet:read, tag:read");

    /// <summary>The droplets with a name, ignoring case; several are possible.</summary>
    public static DropletQuery ByName(string name) => new("name=" + Uri.EscapeDataString(name));
}
