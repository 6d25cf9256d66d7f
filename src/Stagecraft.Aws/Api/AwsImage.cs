namespace Stagecraft.Aws.Api;

/// <summary>A machine image.</summary>
/// <param name="Id">The id.</param>
/// <param name="State"><c>available</c>, <c>pending</c>, <c>failed</c>, <c>deregistered</c>, or another state.</param>
/// <param name="Architecture">For example <c>x86_64</c>.</param>
internal sealed record AwsImage(string Id, string State, string? Architecture)
{
    public string? Name { get; init; }

    /// <summary><c>windows</c>, or null.</summary>
    public string? Platform { get; init; }

    public string? RootDevice { get; init; }

    /// <summary>In GiB; null if the response does not have it.</summary>
    public int? RootSize { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The reason for the state, as text from the network.</summary>
    public string? StateReason { get; init; }

    /// <summary>The tags by key; null if the response has none.</summary>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }
}
