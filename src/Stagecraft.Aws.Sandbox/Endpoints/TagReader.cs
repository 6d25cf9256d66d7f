using Stagecraft.Aws.Sandbox.Protocol;
using Stagecraft.Aws.Sandbox.State;

namespace Stagecraft.Aws.Sandbox.Endpoints;

/// <summary>Reads and checks tags of requests.</summary>
internal static class TagReader
{
    private const int MaxTags = 50;
    private const int MaxKey = 127;
    private const int MaxValue = 256;

    /// <summary>The tags of the parameter Tag, which must not be empty.</summary>
    public static IReadOnlyList<Tag> Required(Parameters parameters) =>
        Read(parameters) is { Count: > 0 } tags ? tags : throw AwsError.MissingParameter("Tag");

    /// <summary>The tags of the parameter Tag.</summary>
    public static IReadOnlyList<Tag> Read(Parameters parameters)
    {
        List<Tag> tags = [];
        foreach (Parameters part in parameters.Structures("Tag"))
        {
            tags.Add(new Tag(part.Required("Key"), part.Raw("Value") ?? ""));
        }

        Check(tags);
        return tags;
    }

    /// <summary>The tags for a type of resource in the parameter TagSpecification.</summary>
    /// <param name="parameters">The parameters of a create.</param>
    /// <param name="types">The types of resources that the action tags; the first one's tags are returned under its name.</param>
    public static IReadOnlyDictionary<string, IReadOnlyList<Tag>> Specifications(Parameters parameters, params IReadOnlyList<string> types)
    {
        Dictionary<string, IReadOnlyList<Tag>> found = new(StringComparer.Ordinal);
        foreach (Parameters part in parameters.Structures("TagSpecification"))
        {
            string type = part.Required("ResourceType");
            if (!types.Contains(type, StringComparer.Ordinal))
            {
                throw AwsError.BadRequest("InvalidParameterValue", $"'{type}' is not a valid taggable resource type for this operation.");
            }

            if (!found.TryAdd(type, Read(part)))
            {
                throw AwsError.BadRequest("InvalidParameterValue", $"The resource type '{type}' has more than one TagSpecification.");
            }
        }

        return found;
    }

    /// <summary>The tags for a new resource, when the action creates resources of one type.</summary>
    public static IReadOnlyList<Tag> Specification(Parameters parameters, string type) =>
        Specifications(parameters, type).GetValueOrDefault(type, []);

    private static void Check(List<Tag> tags)
    {
        if (tags.Count > MaxTags)
        {
            throw AwsError.BadRequest("TagLimitExceeded", $"More than {MaxTags} tags were specified");
        }

        if (tags.GroupBy(tag => tag.Key, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw AwsError.BadRequest("InvalidParameterValue", $"Duplicate tag key '{twice.Key}' specified.");
        }

        foreach (Tag tag in tags)
        {
            if (tag.Key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
            {
                throw AwsError.BadRequest(
                    "InvalidParameterValue", "Tag keys starting with 'aws:' are reserved for internal use");
            }

            if (tag.Key.Length > MaxKey || tag.Value.Length > MaxValue)
            {
                throw AwsError.BadRequest(
                    "InvalidParameterValue", $"The tag '{tag.Key}' is too long: {MaxKey} characters of key, {MaxValue} of value.");
            }
        }
    }
}
