namespace Stagecraft.DigitalOcean.Settings;

/// <summary>The VPC of each region, by <c>vpc</c> of the section.</summary>
internal sealed class VpcRule
{
    private readonly IReadOnlyDictionary<string, Setting<string>>? _names;
    private readonly ConfigProblems _problems;
    private readonly HashSet<string> _invalid;

    public VpcRule(SectionReader section, ConfigProblems problems)
    {
        (_names, _problems) = (section.TextMap(SectionKeys.Vpc), problems);
        _invalid =
        [
            .. ((section.Node(SectionKeys.Vpc).Setting?.Value as ConfigMapping)?.Entries ?? []).Select(e => e.Key)
                .Where(k => !_names!.ContainsKey(k)),
        ];
    }

    /// <summary>The VPC of a host without <c>vpc_uuid</c>.</summary>
    /// <param name="host">The host.</param>
    /// <param name="region">Its region; null if it is invalid and reported.</param>
    /// <returns>The name; null if the section has no <c>vpc</c>, or if a problem was reported.</returns>
    public Setting<string>? Of(HostEntry host, string? region)
    {
        if (_names is null || region is null || _invalid.Contains(region))
        {
            return null;
        }

        if (_names.TryGetValue(region, out Setting<string>? name))
        {
            return name;
        }

        _problems.AddAt(
            host.Location,
            host.Path,
            $"vpc has no entry for {Excerpt.Of(region)}, the region of host {Excerpt.Of(host.Name)}",
            Suggestion.Nearest(region, _names.Keys) is { } near
                ? $"did you mean {Excerpt.Of(region)} instead of {Excerpt.Of(near)} in vpc?"
                : $"add a VPC for {Excerpt.Of(region)} to vpc, or set vpc_uuid of the host");
        return null;
    }
}
