using System.Globalization;
using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Planning;

/// <summary>An environment that the account has and the config does not declare.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Machines">Its machines.</param>
/// <param name="Resources">Its other resources, as far as they were read.</param>
internal sealed record UndeclaredEnvironment(
    string Name, IReadOnlyList<Machine> Machines, IReadOnlyList<(IResourceKind Kind, Resource Resource)> Resources)
{
    /// <summary>The price per month; null if one is unknown.</summary>
    public decimal? Price(Pricing pricing) =>
        Resources.Aggregate(pricing.Sum(Machines), (sum, r) => sum + r.Kind.PriceOf(r.Resource));

    /// <summary>For example <c>2 droplets and 3 other resources</c>.</summary>
    public string Content(CloudTerms terms)
    {
        string others = string.Create(
            CultureInfo.InvariantCulture, $"{Resources.Count} other {(Resources.Count == 1 ? "resource" : "resources")}");
        return Resources.Count == 0 ? terms.Count(Machines.Count) : $"{terms.Count(Machines.Count)} and {others}";
    }
}
