namespace Stagecraft.DigitalOcean.Resources;

/// <summary>The hosts of an environment that an existing resource applies to.</summary>
internal static class ActualTargets
{
    /// <summary>The value of the field of an existing resource. Tags and droplets that no host explains are part of it.</summary>
    /// <param name="tags">The tags of the droplets that it applies to.</param>
    /// <param name="droplets">The ids of the droplets that it applies to in addition.</param>
    /// <param name="context">The environment.</param>
    public static string TextOf(IEnumerable<string> tags, IEnumerable<string> droplets, ResourceContext context) => string.Join(
        ", ",
        tags.Select(t => context.RoleOf(t) switch { null => $"tag {t}", "" => HostTargets.AllHosts, { } role => role })
            .Concat(droplets.Select(d => $"droplet {d}"))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal));
}
