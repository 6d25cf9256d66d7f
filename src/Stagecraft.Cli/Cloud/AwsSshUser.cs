namespace Stagecraft.Cli.Cloud;

/// <summary>The SSH user of an image. spec/cli/infra.md, 14.1.</summary>
internal static class AwsSshUser
{
    private const string ByDefault = "ubuntu";

    /// <summary>The user of the image of a host: its own, or that of the defaults.</summary>
    internal static string Of(ConfigNode section, string environment, string host)
    {
        ConfigMapping? hosts = Find(section, "hosts", environment) as ConfigMapping;
        ConfigNode? declared = hosts?.Entries.FirstOrDefault(e => HostGroup.Names(e).Contains(host))?.Value;
        ConfigNode? defaults = Find(section, "environments", environment, "defaults");
        ConfigNode? ofRole = Text(declared, "role") is { } role ? Find(defaults, "roles", role) : null;
        return Of(
            Text(declared, AwsCloud.ImageKey) ?? Text(ofRole, AwsCloud.ImageKey) ?? Text(defaults, AwsCloud.ImageKey)
                ?? Text(section, AwsCloud.DefaultImageKey));
    }

    private static string Of(string? image) => image switch
    {
        "al2023" => "ec2-user",
        ['d', 'e', 'b', 'i', 'a', 'n', '-', ..] => "admin",
        _ => ByDefault,
    };

    private static string? Text(ConfigNode? node, string key) => (Find(node, key) as ConfigScalar)?.Value;

    private static ConfigNode? Find(ConfigNode? node, params ReadOnlySpan<string> keys)
    {
        foreach (string key in keys)
        {
            node = (node as ConfigMapping)?.Find(key);
        }

        return node;
    }
}
