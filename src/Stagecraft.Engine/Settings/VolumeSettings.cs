using System.Globalization;
using Stagecraft.Config;
using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Settings;

/// <summary>A declared volume of a host.</summary>
internal sealed record VolumeSettings : DeclaredResource
{
    public const string HostField = "host";

    /// <summary>In GiB.</summary>
    public required int Size { get; init; }

    public required string Filesystem { get; init; }

    public required string Region { get; init; }

    /// <summary>The directory where the machine mounts it; null for none.</summary>
    public string? Mount { get; init; }

    public static VolumeSettings Of(HostEntry host, string name, int size, string filesystem, string region) => new()
    {
        Kind = ResourceKind.Volume,
        Name = $"{host.Name}-{name}",
        CloudName = $"{host.MachineName}-{name}",
        Host = host.Name,
        Size = size,
        Filesystem = filesystem,
        Region = region,
        Fields =
        [
            new(VolumeKeys.Size.Name, SizeText(size)),
            new(VolumeKeys.Filesystem.Name, filesystem) { IsUpdatable = false },
            new(SharedHostKeys.Region.Name, region) { IsUpdatable = false },
            new(HostField, host.Name) { IsAttachment = true },
        ],
    };

    public static string SizeText(int size) => string.Create(CultureInfo.InvariantCulture, $"{size} GiB");

    public override string ToString() => base.ToString();
}
