using Stagecraft.DigitalOcean.Sandbox.Droplets;

namespace Stagecraft.DigitalOcean.Sandbox.Web;

/// <summary>The environment in the tags of a droplet. Without a name it belongs to no environment, even if a project tag is set.</summary>
internal sealed record EnvironmentTags(string? Project, string? Name)
{
    private static readonly EnvironmentTags None = new(null, null);

    public static EnvironmentTags Of(Droplet droplet) =>
        Find(droplet, "stagecraft-env-") is { } name ? new EnvironmentTags(Find(droplet, "stagecraft-project-"), name) : None;

    public static string? RoleOf(Droplet droplet) => Find(droplet, "stagecraft-role-");

    /// <summary>In lower case, because an account keeps the first spelling of a tag.</summary>
    private static string? Find(Droplet droplet, string prefix) =>
        droplet.Tags.FirstOrDefault(tag => tag.Length > prefix.Length && tag.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            ?[prefix.Length..].ToLowerInvariant();
}
