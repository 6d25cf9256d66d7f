using Stagecraft.Config;
using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Settings;

/// <summary>The keys of the health of a host, for the parser, the schema and the reference.</summary>
internal static class HealthKeys
{
    public static readonly SettingKey Port = new("port", SettingKind.Integer, "The port of the HTTP server.")
    {
        Otherwise = "`80`",
        Minimum = 1,
        Maximum = 65535,
    };

    public static readonly SettingKey Path = new("path", SettingKind.Slug, "The path to request.")
    {
        Default = HostHealth.Default.Path,
        Range = "begins with `/`, at most 255 characters",
        Expression = HostHealth.PathExpression,
        Advice = "it begins with '/', has at most 255 characters, and consists of letters, digits, '/._~-?&=+,:@;' and '%' with two "
            + "hexadecimal digits",
    };

    public static readonly SettingKey Status = new("status", SettingKind.Integer, "The expected status code.")
    {
        Otherwise = "any from `200` to `399`",
        Minimum = 200,
        Maximum = 599,
    };

    public static readonly SettingKey Host = new("host", SettingKind.Slug, "The `Host` header of the request.")
    {
        Otherwise = "the address of the host",
        Range = "a host name, with a port if needed",
        Expression = HostHealth.HostExpression,
        Advice = "example: example.com or example.com:8080",
    };

    /// <summary>In the order of the reference.</summary>
    public static IReadOnlyList<SettingKey> All { get; } = [Port, Path, Status, Host];
}
