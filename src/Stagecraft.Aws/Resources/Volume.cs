using Stagecraft.Aws.Api;

namespace Stagecraft.Aws.Resources;

/// <summary>A volume of the account.</summary>
internal sealed record Volume : Resource
{
    /// <summary>The tag with the file system that a new volume gets, because AWS does not know it.</summary>
    public const string FilesystemTag = "stagecraft:filesystem";

    /// <summary>In GiB.</summary>
    public required int Size { get; init; }

    /// <summary>For example <c>gp3</c>; null if the response does not have it.</summary>
    public string? Type { get; init; }

    public required string Zone { get; init; }

    /// <summary>Null if the tag does not exist.</summary>
    public string? Filesystem { get; init; }

    /// <summary>Whether it is being enlarged.</summary>
    public bool IsGrowing { get; init; }

    /// <summary>Whether it is being detached.</summary>
    public bool IsDetaching { get; init; }

    /// <param name="volume">The volume.</param>
    /// <param name="region">Its region.</param>
    /// <param name="growing">The volumes that are being enlarged.</param>
    public static Volume Of(Ec2Volume volume, string region, IReadOnlySet<string> growing)
    {
        AwsAttachment[] attachments = [.. volume.Attachments.Where(a => a.InstanceId is not null && a.State != "detached")];
        return new()
        {
            Id = new ResourceId(volume.Id),
            CloudName = volume.Tags?.GetValueOrDefault(AwsTags.Name) ?? volume.Id,
            Region = region,
            Tags = volume.Tags is null ? null : AwsTags.FromAws(volume.Tags),
            Attached = [.. attachments.Select(a => new ResourceId(a.InstanceId!))],
            IsReady = volume.State is "available" or "in-use" && !growing.Contains(volume.Id)
                && attachments.All(a => a.State is null or "attached"),
            Status = growing.Contains(volume.Id) ? "modifying" : volume.State,
            Size = volume.Size,
            Type = volume.Type,
            Zone = volume.Zone,
            Filesystem = volume.Tags?.GetValueOrDefault(FilesystemTag),
            IsGrowing = growing.Contains(volume.Id),
            IsDetaching = attachments.Any(a => a.State == "detaching"),
        };
    }
}
