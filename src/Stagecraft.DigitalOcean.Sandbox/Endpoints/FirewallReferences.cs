using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Firewalls;
using Stagecraft.DigitalOcean.Sandbox.Storage;

namespace Stagecraft.DigitalOcean.Sandbox.Endpoints;

/// <summary>Verifies the droplets and tags that a firewall refers to.</summary>
internal sealed class FirewallReferences(TagStore tags, DropletStore droplets)
{
    /// <summary>
    /// The settings with tags in canonical spelling. 422 for an unknown tag or droplet, 403 for tags without read access.
    /// </summary>
    public FirewallSpec Resolve(FirewallSpec spec, ApiCall call)
    {
        RequireTagRead(spec, call);
        if (TagsOf(spec).FirstOrDefault(tag => tags.NameOf(tag) is null) is { } tag)
        {
            throw ApiError.Unprocessable($"tag {tag} does not exist.");
        }

        IEnumerable<long> ids = spec.DropletIds.Concat(spec.Rules.All.SelectMany(rule => rule.Target.DropletIds ?? []));
        foreach (long id in ids.Distinct().Where(id => droplets.Get(id, call.Now) is null))
        {
            throw ApiError.Unprocessable($"droplet {id} does not exist.");
        }

        return spec with { Rules = Canonical(spec.Rules), Tags = [.. spec.Tags.Select(Canonical).Distinct()] };
    }

    /// <summary>The rules with tags in canonical spelling; unknown tags are unchanged.</summary>
    public FirewallRules Canonical(FirewallRules rules) =>
        rules.Select(rule => rule.Target.Tags is { } names ? rule.WithTags([.. names.Select(Canonical).Distinct()]) : rule);

    public static void RequireTagRead(FirewallSpec spec, ApiCall call)
    {
        if (TagsOf(spec).Any())
        {
            call.RequireTagRead();
        }
    }

    private static IEnumerable<string> TagsOf(FirewallSpec spec) =>
        spec.Tags.Concat(spec.Rules.All.SelectMany(rule => rule.Target.Tags ?? []));

    private string Canonical(string tag) => tags.NameOf(tag) ?? tag;
}
