namespace Stagecraft.Aws.Settings;

/// <summary>A word for the newest image of a distribution. The architecture is that of the instance type.</summary>
/// <param name="Name">The word.</param>
/// <param name="User">The SSH user of the image.</param>
/// <param name="Path">The path of the public parameter with the image id, with <c>{arch}</c>.</param>
/// <param name="Intel">The word for x86_64 in the path.</param>
internal sealed record ImageAlias(string Name, string User, string Path, string Intel)
{
    public const string ByDefault = "ubuntu-24.04";
    public const string UserByDefault = "ubuntu";

    private const string Canonical = "/aws/service/canonical/ubuntu/server/";

    public static IReadOnlyList<ImageAlias> All { get; } =
    [
        new(ByDefault, UserByDefault, Canonical + "24.04/stable/current/{arch}/hvm/ebs-gp3/ami-id", "amd64"),
        new("ubuntu-22.04", UserByDefault, Canonical + "22.04/stable/current/{arch}/hvm/ebs-gp2/ami-id", "amd64"),
        new("al2023", "ec2-user", "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-{arch}", "x86_64"),
        new("debian-12", "admin", "/aws/service/debian/release/12/latest/{arch}", "amd64"),
    ];

    public static ImageAlias? Find(string name) => All.FirstOrDefault(a => a.Name == name);

    public string ParameterFor(bool isArm) => Path.Replace("{arch}", isArm ? "arm64" : Intel, StringComparison.Ordinal);
}
