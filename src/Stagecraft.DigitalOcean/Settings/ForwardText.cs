namespace Stagecraft.DigitalOcean.Settings;

/// <summary>The form in which settings of load balancers are compared and shown in plans.</summary>
internal static class ForwardText
{
    public const string Http = "http";
    public const string Https = "https";
    public const string Http2 = "http2";
    public const string Tcp = "tcp";
    public const string Udp = "udp";
    public const string Passthrough = "passthrough";

    public static IReadOnlyList<string> Protocols { get; } = [Http, Https, Http2, Tcp, Udp];

    public static bool IsTls(string protocol) => protocol is Https or Http2;

    /// <summary>The name of the field of a rule, for example <c>forward https/443</c>.</summary>
    public static string RuleName(string protocol, int port) => $"forward {End(protocol, port)}";

    /// <summary>The value of the field of a rule, for example <c>http/80, certificate shop-com</c>.</summary>
    /// <param name="protocol">The protocol of the hosts.</param>
    /// <param name="port">The port of the hosts.</param>
    /// <param name="certificate">The certificate, <see cref="Passthrough"/>, or null.</param>
    public static string RuleValue(string protocol, int port, string? certificate) => End(protocol, port) + certificate switch
    {
        null => "",
        Passthrough => $", {Passthrough}",
        _ => $", certificate {certificate}",
    };

    /// <summary>The value of the field of a health check, for example <c>http/80 /up</c>.</summary>
    public static string Health(string protocol, int port, string? path) =>
        protocol == Tcp ? End(protocol, port) : $"{End(protocol, port)} {path ?? "/"}";

    public static string End(string protocol, int port) => string.Create(CultureInfo.InvariantCulture, $"{protocol}/{port}");
}
