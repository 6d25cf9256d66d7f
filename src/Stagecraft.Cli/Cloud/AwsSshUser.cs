namespace Stagecraft.Cli.Cloud;

/// <summary>The SSH user of an image. spec/cli/infra.md, 14.1.</summary>
internal static class AwsSshUser
{
    private const string ByDefault = "ubuntu";

    /// <summary>The user of the image of a host, or of <c>default_image</c> if the host has none.</summary>
    internal static string Of(ConfigNode section, string environment, string host)
    {
        ConfigMapping? hosts = ((section as ConfigMapping)?.Find("hosts") as ConfigMapping)?.Find(environment) as ConfigMapping;
        ConfigEntry? declared = hosts?.Entries.FirstOrDefault(e => HostGroup.Names(e).Contains(host));
        return Of(Text(declared?.Value, AwsCloud.ImageKey) ?? Text(section, AwsCloud.DefaultImageKey));
    }

    private static string Of(string? image) => image switch
    {
        "al2023" => "ec2-user",
        ['d', 'e', 'b', 'i', 'a', 'n', '-', ..] => "admin",
        _ => ByDefault,
    };

    private static string? Text(ConfigNode? node, string key) => ((node as ConfigMapping)?.Find(key) as ConfigScalar)?.Value;
}
