using System.Net;
using System.Net.Sockets;
using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Errors;

namespace Stagecraft.Cli.Arguments;

/// <summary>The validated options of <c>sandbox</c>; null for those that are not given.</summary>
/// <param name="Port">0 for a free one.</param>
internal sealed record SandboxArguments(
    CloudDescription? Cloud,
    int Port,
    IPAddress Listen,
    bool AllowRemote,
    string? State,
    string? Faults,
    TimeSpan? Boot,
    bool? RateLimit,
    int? MachineLimit,
    bool Control)
{
    internal static IReadOnlyList<Option> Options() =>
    [
        CloudArguments.Option(),
        GlobalOptions.Value("--port", "N", "The port [default: a free port]"),
        GlobalOptions.Value("--listen", "ADDRESS", "Address to listen on [default: 127.0.0.1]"),
        GlobalOptions.Flag("--allow-remote", "Allow connections from other machines"),
        GlobalOptions.Value("--state", "FILE", "State file [default: in .stagecraft]"),
        GlobalOptions.Value("--faults", "FILE", "Fault-injection and latency settings"),
        GlobalOptions.Value("--boot", "DURATION", $"Boot time of a {Clouds.AnyMachine} [default: 8s]"),
        GlobalOptions.Value("--rate-limit", "on|off", "Enforce the documented rate limits [default: on]"),
        GlobalOptions.Value("--droplet-limit", "N", "DigitalOcean: the droplet limit [default: 25]"),
        GlobalOptions.Flag("--control", "Allow changes to settings at /sandbox/conditions"),
    ];

    /// <exception cref="UsageException">A value is not one, or they contradict each other.</exception>
    internal static SandboxArguments From(ParseResult parsed)
    {
        bool allowRemote = parsed.GetValue<bool>("--allow-remote");
        return new SandboxArguments(
            CloudArguments.From(parsed),
            GlobalArguments.Number(parsed, "--port", 1, ushort.MaxValue) ?? 0,
            ListenOf(parsed.GetValue<string>("--listen"), allowRemote),
            allowRemote,
            GlobalArguments.NotEmpty(parsed, "--state"),
            GlobalArguments.NotEmpty(parsed, "--faults"),
            BootOf(parsed.GetValue<string>("--boot")),
            RateLimitOf(parsed.GetValue<string>("--rate-limit")),
            GlobalArguments.Number(parsed, "--droplet-limit", 0),
            parsed.GetValue<bool>("--control"));
    }

    private static IPAddress ListenOf(string? value, bool allowRemote)
    {
        IPAddress address = value is null ? IPAddress.Loopback : Parse(value);
        return (IPAddress.IsLoopback(address), allowRemote) switch
        {
            (false, false) => throw new UsageException(
                $"other machines can reach {address}", "to permit this, add --allow-remote; access is not restricted"),
            (true, true) => throw new UsageException(
                $"--allow-remote has no effect at {address}", "add an address that others can reach: --listen 0.0.0.0"),
            _ => address,
        };
    }

    // The framework's parser also accepts 8080 and 127.1, and reads leading zeros as octal.
    private static IPAddress Parse(string value) =>
        IPAddress.TryParse(value, out IPAddress? address)
            && (address.AddressFamily == AddressFamily.InterNetwork ? address.ToString() == value : !value.StartsWith('['))
            ? address
            : throw new UsageException($"'{value}' is not an IP address", "for example 127.0.0.1, ::1 or 0.0.0.0");

    private static TimeSpan? BootOf(string? value) => value is null ? null
        : DurationText.TryParse(value, out TimeSpan boot) && boot < TimeSpan.MaxValue ? boot
        : throw new UsageException($"'{value}' is not a duration", "for example 500ms, 8s, 2m or 1h");

    private static bool? RateLimitOf(string? value) => value switch
    {
        null => null,
        "on" => true,
        "off" => false,
        _ => throw new UsageException($"'{value}' is neither on nor off"),
    };
}
