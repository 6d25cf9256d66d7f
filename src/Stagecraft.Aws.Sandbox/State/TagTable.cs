namespace Stagecraft.Aws.Sandbox.State;

/// <summary>The tags of the resources of a region, with their history: reads can lag behind.</summary>
internal sealed class TagTable
{
    /// <summary>The changes by resource ID, oldest first.</summary>
    public Dictionary<string, List<TagChange>> Changes { get; set; } = new(StringComparer.Ordinal);

    /// <summary>The tags of a resource at a time, sorted by key.</summary>
    public IReadOnlyList<Tag> Of(string resource, DateTimeOffset at)
    {
        SortedDictionary<string, string> tags = new(StringComparer.Ordinal);
        foreach (TagChange change in Changes.GetValueOrDefault(resource, []).TakeWhile(change => change.At <= at))
        {
            if (change.Value is null)
            {
                tags.Remove(change.Key);
            }
            else
            {
                tags[change.Key] = change.Value;
            }
        }

        return [.. tags.Select(pair => new Tag(pair.Key, pair.Value))];
    }

    /// <summary>Sets a tag, or removes it with a null value.</summary>
    public void Set(string resource, string key, string? value, DateTimeOffset now)
    {
        if (!Changes.TryGetValue(resource, out List<TagChange>? changes))
        {
            Changes[resource] = changes = [];
        }

        changes.Add(new TagChange(now, key, value));
    }

    /// <summary>Sets the tags of a new resource.</summary>
    public void Add(string resource, IEnumerable<Tag> tags, DateTimeOffset now)
    {
        foreach (Tag tag in tags)
        {
            Set(resource, tag.Key, tag.Value, now);
        }
    }

    public void Remove(string resource) => Changes.Remove(resource);
}
