namespace Stagecraft.Aws.Settings;

/// <summary>The regions that a section names, not validated.</summary>
internal static class RegionNames
{
    /// <summary>The values of <c>regions</c>, <c>default_region</c> and every <c>region</c>, sorted ordinally.</summary>
    public static IReadOnlyList<string> Of(ConfigMapping section)
    {
        SortedSet<string> names = new(StringComparer.Ordinal);
        Add(section.Find(SectionKeys.DefaultRegion.Name), names);
        foreach (ConfigNode region in (section.Find(SectionKeys.Regions.Name) as ConfigSequence)?.Items ?? [])
        {
            Add(region, names);
        }

        AddBelow(section.Find(SectionKeys.Hosts.Name), names);
        AddBelow(section.Find(SectionKeys.Environments.Name), names);
        return [.. names];
    }

    private static void AddBelow(ConfigNode? node, SortedSet<string> names)
    {
        foreach (ConfigEntry entry in (node as ConfigMapping)?.Entries ?? [])
        {
            if (entry.Key == HostKeys.Region.Name)
            {
                Add(entry.Value, names);
            }
            else
            {
                AddBelow(entry.Value, names);
            }
        }
    }

    private static void Add(ConfigNode? node, SortedSet<string> names)
    {
        if (node is ConfigScalar { Value: { Length: > 0 } name })
        {
            names.Add(name);
        }
    }
}
