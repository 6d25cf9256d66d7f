namespace Stagecraft.Aws.Api;

/// <summary>The last change of a volume.</summary>
/// <param name="VolumeId">The volume.</param>
/// <param name="State"><c>modifying</c>, <c>optimizing</c>, <c>completed</c> or <c>failed</c>. The new size can be used from
/// <c>optimizing</c> on.</param>
/// <param name="TargetSize">In GiB.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="Message">Why it failed, as text from the network.</param>
internal sealed record AwsVolumeModification(
    string VolumeId, string? State, int? TargetSize, DateTimeOffset? StartedAt, string? Message);
