namespace Stagecraft.Aws.Api;

/// <summary>A volume that is attached to an instance.</summary>
/// <param name="VolumeId">The volume.</param>
/// <param name="InstanceId">The instance.</param>
/// <param name="Device">The device name, for example <c>/dev/sdf</c>.</param>
/// <param name="State"><c>attaching</c>, <c>attached</c>, <c>detaching</c>, <c>detached</c>, <c>busy</c>, or another state.</param>
/// <param name="DeleteOnTermination">Whether the volume is deleted with the instance; null if the response does not have it.</param>
internal sealed record AwsAttachment(string VolumeId, string? InstanceId, string? Device, string? State, bool? DeleteOnTermination);
