namespace Stagecraft.Aws.Settings;

/// <summary>Validates the additional tags of a host.</summary>
internal static class TagRule
{
    /// <summary>The API's maximum is 50, with those of Stagecraft.</summary>
    private const int MaxTags = 40;

    private const int MaxKey = 127;
    private const int MaxValue = 256;
    private const string NameKey = "Name";

    private static readonly string[] ReservedPrefixes = ["aws:", "stagecraft:"];

    /// <returns>The tags by key. Invalid tags are reported and omitted.</returns>
    public static IReadOnlyDictionary<string, string> Read(SectionReader host, ConfigProblems problems)
    {
        Dictionary<string, string> tags = new(StringComparer.Ordinal);
        if (host.Node(HostKeys.Tags).Setting?.Value is ConfigSequence list)
        {
            problems.Add(list, "tags must be a mapping, not a list", "write tags: { KEY: VALUE }");
            return tags;
        }

        foreach ((string key, Setting<string> value) in host.TextMap(HostKeys.Tags) ?? new Dictionary<string, Setting<string>>())
        {
            if (Wrong(key, value.Value) is var (reason, hint))
            {
                problems.AddAt(value.Location, value.Path, $"the tag {Excerpt.Of(key)} {reason}", hint);
            }
            else
            {
                tags[key] = value.Value;
            }
        }

        if (tags.Count > MaxTags)
        {
            problems.AddAt(
                host.LocationOf(HostKeys.Tags),
                host.PathOf(HostKeys.Tags),
                $"tags has {tags.Count} entries: at most {MaxTags} are allowed",
                "an instance has at most 50 tags, and some of them are those of Stagecraft");
        }

        return tags;
    }

    /// <summary>The tags in the form of <see cref="DeclaredHost.Tags"/>, sorted ordinally.</summary>
    public static IReadOnlyList<string> Texts(IReadOnlyDictionary<string, string> tags) =>
        [.. tags.Select(t => $"{t.Key}={t.Value}").Order(StringComparer.Ordinal)];

    private static (string Reason, string? Hint)? Wrong(string key, string value)
    {
        if (key.Length is 0 or > MaxKey)
        {
            return (key.Length == 0 ? "has an empty key" : $"has a key of {key.Length} characters: at most {MaxKey} are allowed", null);
        }

        if (value.Length > MaxValue)
        {
            return ($"has a value of {value.Length} characters: at most {MaxValue} are allowed", null);
        }

        if (key == NameKey)
        {
            return ("is reserved", "it is the name of the instance: set machine_name");
        }

        // A tag is the text KEY=VALUE in plans.
        if (key.Contains('=', StringComparison.Ordinal) || key.Any(char.IsControl))
        {
            return ("is not valid", "a key has no '=' and no control characters");
        }

        return ReservedPrefixes.FirstOrDefault(p => key.StartsWith(p, StringComparison.OrdinalIgnoreCase)) is { } prefix
            ? ("is reserved", $"choose a key that does not begin with '{prefix}'")
            : null;
    }
}
