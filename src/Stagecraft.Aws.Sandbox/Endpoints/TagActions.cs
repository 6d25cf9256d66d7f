using Stagecraft.Aws.Sandbox.Core;
using Stagecraft.Aws.Sandbox.Instances;
using Stagecraft.Aws.Sandbox.Protocol;
using Stagecraft.Aws.Sandbox.State;

namespace Stagecraft.Aws.Sandbox.Endpoints;

/// <summary>Tags of all resources.</summary>
internal static class TagActions
{
    private const int MaxTags = 50;

    public static IEnumerable<ApiAction> All =>
    [
        ApiAction.Write("CreateTags", "ResourceId Tag", Create) with { Limit = ThrottleLimit.Tagging },
        ApiAction.Write("DeleteTags", "ResourceId Tag", Delete) with { Limit = ThrottleLimit.Tagging },
        ApiAction.Read("DescribeTags", "Filter MaxResults NextToken", Describe),
    ];

    private static ApiResult Create(ApiCall call)
    {
        IReadOnlyList<string> ids = Resources(call);
        IReadOnlyList<Tag> tags = TagReader.Required(call.Parameters);
        foreach (string id in ids)
        {
            int count = call.Region.Tags.Of(id, call.Now).Select(tag => tag.Key).Union(tags.Select(tag => tag.Key)).Count();
            if (count > MaxTags)
            {
                throw AwsError.BadRequest("TagLimitExceeded", $"Tag limit exceeded: {id} would have more than {MaxTags} tags");
            }
        }

        call.EndDryRun();
        foreach (string id in ids)
        {
            foreach (Tag tag in tags)
            {
                call.Region.Tags.Set(id, tag.Key, tag.Value, call.Now);
            }
        }

        return ApiResult.True;
    }

    /// <summary>Removes tags: by key, by key and value (which may be empty), or all without a list.</summary>
    private static ApiResult Delete(ApiCall call)
    {
        IReadOnlyList<string> ids = Resources(call);
        IReadOnlyList<(string Key, string? Value)> named =
            [.. call.Parameters.Structures("Tag").Select(tag => (tag.Required("Key"), tag.Raw("Value")))];
        call.EndDryRun();
        foreach (string id in ids)
        {
            foreach (Tag tag in call.Region.Tags.Of(id, call.Now))
            {
                if (!tag.Key.StartsWith("aws:", StringComparison.Ordinal)
                    && (named.Count == 0 || named.Any(name => name.Key == tag.Key && (name.Value is null || name.Value == tag.Value))))
                {
                    call.Region.Tags.Set(id, tag.Key, null, call.Now);
                }
            }
        }

        return ApiResult.True;
    }

    private static ApiResult Describe(ApiCall call)
    {
        IReadOnlyList<Filter> filters = call.Parameters.Filters();
        List<(string Id, string Type, Tag Tag)> rows = [];
        foreach (string id in call.Region.Tags.Changes.Keys.Order(StringComparer.Ordinal))
        {
            DateTimeOffset at = InstanceSnapshot.TagTime(call, call.Region.Instances.Find(instance => instance.Id == id));
            if (ResourceLookup.TypeOf(call, id) is { } type)
            {
                rows.AddRange(call.Region.Tags.Of(id, at).Where(tag => Matches(filters, id, type, tag)).Select(tag => (id, type, tag)));
            }
        }

        (IReadOnlyList<(string Id, string Type, Tag Tag)> page, System.Xml.Linq.XElement? next) =
            Paging.Take(call, rows, row => $"{row.Id} {row.Tag.Key}");
        return ApiResult.Of(
            Xml.List("tagSet", page, row => new object?[]
            {
                Xml.Text("resourceId", row.Id), Xml.Text("resourceType", row.Type),
                Xml.Text("key", row.Tag.Key), Xml.Text("value", row.Tag.Value),
            }),
            next);
    }

    private static bool Matches(IReadOnlyList<Filter> filters, string id, string type, Tag tag) =>
        Filtering.Matches(filters, [tag], name => name switch
        {
            "key" => [tag.Key],
            "value" => [tag.Value],
            "resource-id" => [id],
            "resource-type" => [type],
            _ => null,
        });

    private static IReadOnlyList<string> Resources(ApiCall call)
    {
        IReadOnlyList<string> ids = call.Parameters.RequiredList("ResourceId");
        foreach (string id in ids)
        {
            ResourceLookup.Require(call, id);
        }

        return ids;
    }
}
