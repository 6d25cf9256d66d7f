using Stagecraft.Aws.Sandbox.Core;
using Stagecraft.Aws.Sandbox.State;

namespace Stagecraft.Aws.Sandbox.Instances;

/// <summary>The time-dependent part of an instance as a response or a filter has it.</summary>
internal sealed record InstanceSnapshot(Instance Instance, string Region, InstanceState State, IReadOnlyList<Tag> Tags)
{
    /// <summary>Whether it has addresses, volumes and a network interface. A terminated instance has none.</summary>
    public bool HasNetwork => State != InstanceState.Terminated;

    /// <summary>The public address: an Elastic IP address, or one of its own while it is running.</summary>
    public string? PublicIp => !HasNetwork ? null
        : Instance.ElasticIp ?? (State == InstanceState.Running ? Instance.PublicIp : null);

    public string PublicDns => PublicIp is { } ip ? $"ec2-{ip.Replace('.', '-')}.{Suffix("compute-1", "compute")}.amazonaws.com" : "";

    public string PrivateDns => HasNetwork
        ? $"ip-{Instance.PrivateIp.Replace('.', '-')}.{(Region == "us-east-1" ? "ec2" : $"{Region}.compute")}.internal"
        : "";

    /// <summary>The code of the reason of a stop or a termination.</summary>
    public string? StateReason => State is InstanceState.Pending or InstanceState.Running ? null : Instance.Reason?.Split(':')[0];

    /// <summary>What responses show: state and tags may lag behind. The tags of the creation do not.</summary>
    public static InstanceSnapshot Shown(ApiCall call, Instance instance) => new(
        instance,
        call.Region.Name,
        instance.StateAt(call.Now - call.Conditions.StateLag),
        call.Region.Tags.Of(instance.Id, TagTime(call, instance)));

    /// <summary>The time whose tags responses show.</summary>
    public static DateTimeOffset TagTime(ApiCall call, Instance? instance) =>
        Later(call.Now - call.Conditions.TagLag, instance?.CreatedAt ?? DateTimeOffset.MinValue);

    /// <summary>What filters compare.</summary>
    public static InstanceSnapshot Indexed(ApiCall call, Instance instance)
    {
        DateTimeOffset at = call.Now - call.Conditions.FilterLag;
        return new InstanceSnapshot(instance, call.Region.Name, instance.StateAt(at), call.Region.Tags.Of(instance.Id, at));
    }

    /// <summary>The attached volumes of an instance, in order of their creation.</summary>
    public static IEnumerable<Volume> VolumesOf(RegionState region, Instance instance, DateTimeOffset now) => region.Volumes.Where(
        volume => volume.Attachment is { } attachment && attachment.InstanceId == instance.Id
            && !(attachment.DetachedAt <= now) && !(volume.DeletedAt <= now));

    private static DateTimeOffset Later(DateTimeOffset first, DateTimeOffset second) => first > second ? first : second;

    private string Suffix(string first, string other) => Region == "us-east-1" ? first : $"{Region}.{other}";
}
