namespace Stagecraft.DigitalOcean.Sandbox.Data;

/// <summary>The public images: distributions and some applications.</summary>
internal static class ImageTable
{
    private static readonly string[] GpuRegions = ["nyc2", "tor1", "atl1"];

    public static readonly Row[] Rows =
    [
        new(155133621, "ubuntu-20-04-x64", "Ubuntu", "20.04 (LTS) x64", 7, 2.28),
        new(195932981, "ubuntu-22-04-x64", "Ubuntu", "22.04 (LTS) x64", 7, 2.35),
        new(195933128, "ubuntu-24-04-x64", "Ubuntu", "24.04 (LTS) x64", 7, 2.42),
        new(195933310, "ubuntu-25-10-x64", "Ubuntu", "25.10 x64", 7, 2.51),
        new(155133702, "debian-11-x64", "Debian", "11 x64", 7, 1.84),
        new(195934011, "debian-12-x64", "Debian", "12 x64", 7, 1.91),
        new(195934127, "debian-13-x64", "Debian", "13 x64", 7, 2.03),
        new(195935204, "fedora-42-x64", "Fedora", "42 x64", 10, 1.74),
        new(195935377, "fedora-43-x64", "Fedora", "43 x64", 10, 1.79),
        new(155133818, "rockylinux-8-x64", "Rocky Linux", "8 x64", 10, 1.81),
        new(195936018, "rockylinux-9-x64", "Rocky Linux", "9 x64", 10, 1.88),
        new(195936142, "rockylinux-10-x64", "Rocky Linux", "10 x64", 10, 1.96),
        new(155133935, "almalinux-8-x64", "AlmaLinux", "AlmaLinux 8", 10, 2.05),
        new(195937033, "almalinux-9-x64", "AlmaLinux", "AlmaLinux 9", 10, 2.12),
        new(195937155, "almalinux-10-x64", "AlmaLinux", "AlmaLinux 10", 10, 2.2),
        new(155134043, "centos-stream-9-x64", "CentOS", "Stream 9 x64", 10, 1.79),
        new(195938250, "centos-stream-10-x64", "CentOS", "Stream 10 x64", 10, 1.83),
        new(196100417, "docker-20-04", "Ubuntu", "Docker latest on Ubuntu 22.04", 25, 3.4, IsApplication: true),
        new(196100583, "lamp-20-04", "Ubuntu", "LAMP on Ubuntu 22.04", 25, 3.1, IsApplication: true),
        new(196100729, "wordpress-20-04", "Ubuntu", "WordPress on Ubuntu 22.04", 25, 3.6, IsApplication: true),
        new(196101264, "gpu-h100x1-base", "Ubuntu", "NVIDIA AI/ML Ready", 100, 24.8, IsApplication: true, "base", GpuRegions),
    ];

    /// <summary>One image; without <paramref name="Regions"/> it is available in every region.</summary>
    internal sealed record Row(
        long Id,
        string Slug,
        string Distribution,
        string Name,
        int MinDiskSize,
        double SizeGigabytes,
        bool IsApplication = false,
        string Type = "snapshot",
        string[]? Regions = null);
}
