using System.Text.RegularExpressions;

namespace Stagecraft.Aws.Settings;

/// <summary>Validates regions, zones, subnets and instance types. A value of a default is reported once, at the default.</summary>
internal sealed partial class NetworkRule(ConfigProblems problems)
{
    public const string SubnetExpression = "subnet-[0-9a-f]{4,17}";

    private const string RegionExpression = "[a-z]{2,4}(-[a-z]+)+-[0-9]{1,2}";

    private readonly HashSet<string> _reported = new(StringComparer.Ordinal);

    /// <summary>Reports a region that is not the name of one.</summary>
    /// <returns>Whether it is valid.</returns>
    public bool CheckRegion(Setting<string> region)
    {
        if (Region().IsMatch(region.Value))
        {
            return true;
        }

        Match zone = ZoneOfRegion().Match(region.Value);
        Report(
            region,
            $"{Excerpt.Of(region.Value)} is not a region",
            zone.Success ? $"it is a zone: write region: {zone.Groups[1].Value}, and zone: {region.Value}" : "example: eu-central-1");
        return false;
    }

    /// <summary>Reports each entry of <c>regions</c> that is not the name of a region.</summary>
    public void CheckRegions(SectionReader section)
    {
        foreach (ConfigScalar region in (section.Node(SectionKeys.Regions).Setting?.Value as ConfigSequence)?.Items
            .OfType<ConfigScalar>() ?? [])
        {
            if (region.Value is { Length: > 0 } name)
            {
                CheckRegion(new(name, region.Location, region.Path));
            }
        }
    }

    /// <summary>Reports a size that is not the name of an instance type.</summary>
    public void CheckSize(Setting<string> size)
    {
        if (!InstanceType().IsMatch(size.Value))
        {
            Report(size, $"{Excerpt.Of(size.Value)} is not an instance type", "example: t3.small");
        }
    }

    /// <summary>The zone of a host; null if there is none, or if it is invalid and reported.</summary>
    /// <param name="host">The host.</param>
    /// <param name="region">Its region; null if it is invalid and reported.</param>
    public Setting<string>? Zone(HostEntry host, string? region)
    {
        if (host.Settings.Slug(HostKeys.Zone).Setting is not { } zone || region is null)
        {
            return null;
        }

        // Local zones have longer names, for example us-east-1-bos-1a.
        if (ZoneName().IsMatch(zone.Value) && zone.Value.StartsWith(region, StringComparison.Ordinal)
            && zone.Value.Length > region.Length && !char.IsAsciiDigit(zone.Value[region.Length]))
        {
            return zone;
        }

        Report(
            zone,
            $"zone {Excerpt.Of(zone.Value)} is not in {region}, the region of host {Excerpt.Of(host.Name)}",
            $"example: {region}a");
        return null;
    }

    /// <summary>The subnet of a host; null if there is none, or if it is invalid and reported.</summary>
    public Setting<string>? Subnet(HostEntry host)
    {
        if (host.Settings.Slug(HostKeys.Subnet).Setting is not { } subnet)
        {
            return null;
        }

        if (SubnetId().IsMatch(subnet.Value))
        {
            return subnet;
        }

        Report(subnet, $"subnet {Excerpt.Of(subnet.Value)} is not the id of a subnet", "example: subnet-0123456789abcdef0");
        return null;
    }

    private void Report(Setting<string> value, string message, string hint)
    {
        if (_reported.Add(value.Path))
        {
            problems.AddAt(value.Location, value.Path, message, hint);
        }
    }

    [GeneratedRegex("^" + RegionExpression + @"\z", RegexOptions.CultureInvariant)]
    private static partial Regex Region();

    [GeneratedRegex("^(" + RegionExpression + @")[a-z]\z", RegexOptions.CultureInvariant)]
    private static partial Regex ZoneOfRegion();

    [GeneratedRegex(@"^[a-z0-9-]+[a-z]\z", RegexOptions.CultureInvariant)]
    private static partial Regex ZoneName();

    [GeneratedRegex("^" + SubnetExpression + @"\z", RegexOptions.CultureInvariant)]
    private static partial Regex SubnetId();

    [GeneratedRegex(@"^[a-z][a-z0-9-]*\.[a-z0-9-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex InstanceType();
}
