using System.Xml.Linq;
using Stagecraft.Aws.Sandbox.Protocol;

namespace Stagecraft.Aws.Sandbox.Core;

/// <summary>A Describe action that selects resources of one kind by ID, filters and pages.</summary>
/// <param name="Element">The element of the list in the response.</param>
/// <param name="IdParameter">The parameter that lists IDs.</param>
/// <param name="IdOf">The ID of a resource.</param>
/// <param name="NotFound">The error for an ID without a resource.</param>
/// <param name="ValuesOf">The values of a filter; null for a filter that the action does not have.</param>
/// <param name="Content">The elements of a resource.</param>
internal sealed record ResourceList<T>(
    string Element,
    string IdParameter,
    Func<T, string> IdOf,
    Func<string, AwsError> NotFound,
    Func<ApiCall, T, string, IEnumerable<string>?> ValuesOf,
    Func<ApiCall, T, object?> Content)
{
    public int MaxPage { get; init; } = 1000;

    /// <summary>The response of a list.</summary>
    public ApiResult Describe(ApiCall call, IEnumerable<T> all)
    {
        IReadOnlyList<Filter> filters = call.Parameters.Filters();
        IEnumerable<T> matches = Select(call.Parameters.List(IdParameter), [.. all])
            .Where(item => Filtering.Matches(filters, call.Region.Tags.Of(IdOf(item), call.Now), name => ValuesOf(call, item, name)))
            .OrderBy(IdOf, StringComparer.Ordinal);
        (IReadOnlyList<T> page, XElement? next) = Paging.Take(call, matches, IdOf, max: MaxPage);
        return ApiResult.Of(Xml.List(Element, page, item => Content(call, item)), next);
    }

    private IReadOnlyList<T> Select(IReadOnlyList<string> ids, IReadOnlyList<T> all)
    {
        if (ids.Count == 0)
        {
            return all;
        }

        HashSet<string> wanted = new(ids, StringComparer.Ordinal);
        foreach (string id in ids)
        {
            if (!all.Any(item => IdOf(item) == id))
            {
                throw NotFound(id);
            }
        }

        return [.. all.Where(item => wanted.Contains(IdOf(item)))];
    }
}
