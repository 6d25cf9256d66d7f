using Stagecraft.DigitalOcean.Sandbox.Droplets;

namespace Stagecraft.DigitalOcean.Sandbox.Web;

/// <summary>The environment that a droplet's tags name; without a name it is of none, whatever project it has.</summary>
internal sealed record EnvironmentTags(string? Project, string? Name)
{
    private static readonly EnvironmentTags None = new(null, null);

    public static EnvironmentTags Of(Droplet droplet) =>
        Find(droplet, "stagecraft-env-") is { } name ? new EnvironmentTags(Find(droplet, "stagecraft-project-"), name) : None;

    public static string? RoleOf(Droplet droplet) => Find(droplet, "stagecraft-role-");

    /// <summary>In lower case, because an account keeps the spelling of a tag's first use.</summary>
    private static string? Find(Droplet droplet, string prefix) =>
        droplet.Tags.FirstOrDefault(tag => tag.Length > prefix.Length && tag.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            ?[prefix.Length..].ToLowerInvariant();
}
