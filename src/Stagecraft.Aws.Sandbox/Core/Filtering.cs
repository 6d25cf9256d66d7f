using Stagecraft.Aws.Sandbox.Protocol;
using Stagecraft.Aws.Sandbox.State;

namespace Stagecraft.Aws.Sandbox.Core;

/// <summary>The filters of Describe actions.</summary>
internal static class Filtering
{
    /// <summary>Whether a resource matches all filters.</summary>
    /// <param name="filters">The filters.</param>
    /// <param name="tags">The tags of the resource.</param>
    /// <param name="valuesOf">The values of an attribute; null for a filter that the action does not have.</param>
    /// <exception cref="AwsError">The action does not have a filter.</exception>
    public static bool Matches(IReadOnlyList<Filter> filters, IReadOnlyList<Tag> tags, Func<string, IEnumerable<string>?> valuesOf)
    {
        bool matches = true;
        foreach (Filter filter in filters)
        {
            IEnumerable<string> actual = TagValues(filter.Name, tags) ?? valuesOf(filter.Name) ?? throw Unknown(filter.Name);
            matches = matches && filter.Matches(actual);
        }

        return matches;
    }

    private static IEnumerable<string>? TagValues(string name, IReadOnlyList<Tag> tags) => name switch
    {
        "tag-key" => tags.Select(tag => tag.Key),
        "tag-value" => tags.Select(tag => tag.Value),
        _ when name.StartsWith("tag:", StringComparison.Ordinal) => tags.Where(tag => tag.Key == name[4..]).Select(tag => tag.Value),
        _ => null,
    };

    private static AwsError Unknown(string name) =>
        AwsError.BadRequest("InvalidParameterValue", $"The filter '{name}' is invalid");
}
