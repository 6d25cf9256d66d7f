namespace Stagecraft.Aws.Api;

/// <summary>A filter of a list: an item must match one of the values. <c>*</c> and <c>?</c> are wildcards.</summary>
/// <param name="Name">The name of the filter.</param>
/// <param name="Values">The values; more than <see cref="MaxValues"/> are sent in several requests.</param>
internal sealed record Ec2Filter(string Name, IReadOnlyList<string> Values)
{
    /// <summary>The maximum number of values of a filter in one request.</summary>
    public const int MaxValues = 200;

    public Ec2Filter(string name, string value)
        : this(name, [value])
    {
    }

    /// <summary>The resources with a tag that has one of the values, which contain no wildcards. Keys and values are
    /// case-sensitive.</summary>
    public static Ec2Filter Tag(string key, params IReadOnlyList<string> values) => new("tag:" + key, [.. values.Select(Literal)]);

    /// <summary>A value in which no character is a wildcard.</summary>
    public static string Literal(string value) =>
        string.Concat(value.Select(c => c is '*' or '?' or '\\' ? $"\\{c}" : c.ToString()));

    /// <summary>The resources with a tag of any value.</summary>
    public static Ec2Filter TagKey(string key) => new("tag-key", key);

    /// <summary>Splits a list of filters so that each request has at most <see cref="MaxValues"/> values of a filter.</summary>
    /// <exception cref="ArgumentException">More than one filter has too many values.</exception>
    public static IReadOnlyList<IReadOnlyList<Ec2Filter>> Split(IReadOnlyList<Ec2Filter> filters)
    {
        Ec2Filter[] large = [.. filters.Where(f => f.Values.Count > MaxValues)];
        return large switch
        {
            [] => [filters],
            [Ec2Filter one] =>
            [
                .. one.Values.Chunk(MaxValues).Select(values => filters.Select(f => f == one ? f with { Values = values } : f).ToArray()),
            ],
            _ => throw new ArgumentException("More than one filter has too many values.", nameof(filters)),
        };
    }
}
