namespace Stagecraft.Aws.Api;

/// <summary>A snapshot of a volume.</summary>
/// <param name="Id">The id.</param>
/// <param name="VolumeId">The volume.</param>
/// <param name="State"><c>pending</c>, <c>completed</c>, <c>error</c>, or another state.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="Tags">The tags by key; null if the response has none.</param>
internal sealed record AwsSnapshot(
    string Id, string? VolumeId, string? State, DateTimeOffset? StartedAt, IReadOnlyDictionary<string, string>? Tags);
