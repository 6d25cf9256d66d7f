namespace Stagecraft.Aws.Sandbox.Data;

/// <summary>The public images: Ubuntu, Amazon Linux and Debian, for both architectures.</summary>
internal static class PublicImageTable
{
    public const string Amazon = "137112412989";

    public const string Canonical = "099720109477";

    public const string Debian = "136693071363";

    public static readonly IReadOnlyList<PublicImage> All =
    [
        Ubuntu("22.04", "jammy", "amd64", "ebs-gp2", "hvm-ssd"), Ubuntu("22.04", "jammy", "arm64", "ebs-gp2", "hvm-ssd"),
        Ubuntu("24.04", "noble", "amd64", "ebs-gp3", "hvm-ssd-gp3"), Ubuntu("24.04", "noble", "arm64", "ebs-gp3", "hvm-ssd-gp3"),
        AmazonLinux("x86_64"), AmazonLinux("arm64"),
        Debian12("amd64"), Debian12("arm64"),
    ];

    private static readonly Dictionary<string, PublicImage> ByParameter =
        All.ToDictionary(image => image.Parameter, StringComparer.Ordinal);

    public static PublicImage? FindParameter(string name) => ByParameter.GetValueOrDefault(name);

    private static PublicImage Ubuntu(string version, string code, string arch, string volume, string folder) => new(
        $"/aws/service/canonical/ubuntu/server/{version}/stable/current/{arch}/hvm/{volume}/ami-id",
        $"ubuntu/images/{folder}/ubuntu-{code}-{version}-{arch}-server-20260915",
        $"Canonical, Ubuntu, {version}, {arch} {code} image",
        Canonical, ArchitectureOf(arch), "/dev/sda1", volume[4..]);

    private static PublicImage AmazonLinux(string arch) => new(
        $"/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-{arch}",
        $"al2023-ami-2023.9.20260915.0-kernel-6.1-{arch}",
        $"Amazon Linux 2023 AMI 2023.9.20260915.0 {arch} HVM kernel-6.1",
        Amazon, arch, "/dev/xvda", "gp3");

    private static PublicImage Debian12(string arch) => new(
        $"/aws/service/debian/release/12/latest/{arch}",
        $"debian-12-{arch}-20260915-2234",
        $"Debian 12 (20260915-2234) {arch}",
        Debian, ArchitectureOf(arch), "/dev/xvda", "gp3");

    private static string ArchitectureOf(string arch) => arch == "amd64" ? "x86_64" : arch;
}
