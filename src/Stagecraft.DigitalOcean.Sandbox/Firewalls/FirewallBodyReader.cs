using Stagecraft.DigitalOcean.Sandbox.Core;

namespace Stagecraft.DigitalOcean.Sandbox.Firewalls;

/// <summary>Reads and validates the body of a create or an update. Absent members have their default values.</summary>
internal static class FirewallBodyReader
{
    private const int MaxRules = 50;
    private const int MaxDroplets = 10;
    private const int MaxTags = 5;

    public static FirewallSpec Read(JsonBody body)
    {
        string name = body.Text("name") ?? throw ApiError.Unprocessable("name is required.");
        if (!FirewallSpec.IsValidName(name))
        {
            throw ApiError.Unprocessable("name must begin with a letter or digit and may only have letters, digits, periods and dashes.");
        }

        return Validated(new FirewallSpec(name, FirewallRuleReader.Read(body), DropletIds(body), Tags(body)));
    }

    public static IReadOnlyList<long> DropletIds(JsonBody body) =>
        [.. body.Items("droplet_ids").Select(item => JsonBody.NumberOf(item)
            ?? throw ApiError.Unprocessable("droplet_ids must hold ids.")).Distinct()];

    public static IReadOnlyList<string> Tags(JsonBody body) => [.. body.Texts("tags").Distinct()];

    /// <summary>Verifies the limits of a firewall.</summary>
    public static FirewallSpec Validated(FirewallSpec spec)
    {
        int rules = spec.Rules.All.Count();
        if (rules is 0 or > MaxRules)
        {
            throw ApiError.Unprocessable($"A firewall must have 1 to {MaxRules} rules.");
        }

        if (spec.DropletIds.Count > MaxDroplets)
        {
            throw ApiError.Unprocessable($"A firewall can have at most {MaxDroplets} droplets; use a tag for more.");
        }

        return spec.Rules.All.Select(rule => rule.Target.Tags).Append(spec.Tags).Any(tags => tags?.Count > MaxTags)
            ? throw ApiError.Unprocessable($"tags must hold at most {MaxTags} tags.")
            : spec;
    }
}
