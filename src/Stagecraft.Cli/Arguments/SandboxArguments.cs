using System.Globalization;
using System.Net;
using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Errors;

namespace Stagecraft.Cli.Arguments;

/// <summary>The validated options of <c>sandbox</c>; null for those that are not given.</summary>
internal sealed record SandboxArguments
{
    /// <summary>0 for a free one.</summary>
    internal required int Port { get; init; }

    internal required IPAddress Listen { get; init; }

    internal required bool AllowRemote { get; init; }

    internal required string? State { get; init; }

    internal required string? Faults { get; init; }

    internal required TimeSpan? Boot { get; init; }

    internal required bool? RateLimit { get; init; }

    internal required int? DropletLimit { get; init; }

    internal required bool Control { get; init; }

    /// <exception cref="UsageException">A value is not one, or they contradict each other.</exception>
    internal static SandboxArguments From(ParseResult parsed, SandboxOptionSet options, GlobalArguments global)
    {
        if (global.EnvironmentOption is not null || global.Sandbox)
        {
            string option = global.Sandbox ? "--sandbox" : "--env";
            throw new UsageException($"{option} does not apply to 'sandbox'");
        }

        bool allowRemote = parsed.GetValue(options.AllowRemote);
        return new SandboxArguments
        {
            Port = parsed.GetValue(options.Port) is { } port
                ? Number(port, 1, ushort.MaxValue) ?? throw new UsageException($"'{port}' is not a port", "it is a number from 1 to 65535")
                : 0,
            Listen = ListenAddress.From(parsed.GetValue(options.Listen), allowRemote),
            AllowRemote = allowRemote,
            State = GlobalArguments.NotEmpty(parsed, options.State),
            Faults = GlobalArguments.NotEmpty(parsed, options.Faults),
            Boot = BootOf(parsed.GetValue(options.Boot)),
            RateLimit = RateLimitOf(parsed.GetValue(options.RateLimit)),
            DropletLimit = parsed.GetValue(options.DropletLimit) is { } limit
                ? Number(limit, 0, int.MaxValue)
                    ?? throw new UsageException(
                        $"'{limit}' is not a number of {DigitalOceanTerms.Machines}", "expected an integer of 0 or more")
                : null,
            Control = parsed.GetValue(options.Control),
        };
    }

    private static int? Number(string value, int least, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most
            ? number
            : null;

    private static TimeSpan? BootOf(string? value) =>
        value is null
            ? null
            : DurationText.TryParse(value, out TimeSpan boot) && boot < TimeSpan.MaxValue
                ? boot
                : throw new UsageException($"'{value}' is not a duration", "for example 500ms, 8s, 2m or 1h");

    private static bool? RateLimitOf(string? value) => value switch
    {
        null => null,
        "on" => true,
        "off" => false,
        _ => throw new UsageException($"'{value}' is neither on nor off"),
    };
}
