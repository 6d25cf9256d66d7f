namespace Stagecraft.Aws.Sandbox.Data;

/// <summary>A public image. Every region has a copy of it with its own ID.</summary>
/// <param name="Parameter">The public parameter of Systems Manager that holds the ID.</param>
/// <param name="Name">The name.</param>
/// <param name="Description">The description.</param>
/// <param name="Owner">The account ID of the owner.</param>
/// <param name="Architecture"><c>x86_64</c> or <c>arm64</c>.</param>
/// <param name="RootDevice">The device name of the root volume.</param>
/// <param name="VolumeType">The type of the root volume.</param>
internal sealed record PublicImage(
    string Parameter, string Name, string Description, string Owner, string Architecture, string RootDevice, string VolumeType)
{
    private const int RootGigabytes = 8;

    private static readonly DateTimeOffset Created = new(2026, 9, 15, 8, 0, 0, TimeSpan.Zero);

    public string IdIn(string region) => DerivedId.Of("ami", region, Name);

    /// <summary>The copy of a region.</summary>
    public Image In(string region) => new(IdIn(region), Name, Architecture, RootDevice, RootGigabytes)
    {
        Description = Description,
        Owner = Owner,
        OwnerAlias = Owner == PublicImageTable.Amazon ? "amazon" : null,
        IsPublic = true,
        SnapshotId = DerivedId.Of("snap", region, Name),
        VolumeType = VolumeType,
        CreatedAt = Created,
    };
}
