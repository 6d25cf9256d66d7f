using System.CommandLine;
using System.Globalization;

namespace Stagecraft.Cli.Arguments;

/// <summary>What the options of <c>sandbox</c> say, checked.</summary>
internal sealed record SandboxArguments(int Port, string? State, TimeSpan? Boot, bool RateLimit)
{
    /// <exception cref="UsageException">A value is not one.</exception>
    internal static SandboxArguments From(ParseResult parsed, SandboxOptionSet options, GlobalArguments global)
    {
        if (global.EnvironmentOption is not null || global.Sandbox)
        {
            string option = global.Sandbox ? "--sandbox" : "--env";
            throw new UsageException($"{option} means nothing to 'sandbox'");
        }

        string? state = parsed.GetValue(options.State);
        if (state is not null && string.IsNullOrWhiteSpace(state))
        {
            throw new UsageException("--state needs a value");
        }

        return new SandboxArguments(PortOf(parsed.GetValue(options.Port)), state, BootOf(parsed.GetValue(options.Boot)), RateLimitOf(parsed.GetValue(options.RateLimit)));
    }

    private static int PortOf(string? value)
    {
        if (value is null)
        {
            return 0;
        }

        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port is >= 1 and <= ushort.MaxValue
            ? port
            : throw new UsageException($"'{value}' is not a port", "it is a number from 1 to 65535");
    }

    private static TimeSpan? BootOf(string? value) =>
        value is null
            ? null
            : Duration.Parse(value) ?? throw new UsageException($"'{value}' is not a duration", "it looks like 500ms, 8s, 2m or 1h");

    private static bool RateLimitOf(string? value) => value switch
    {
        null or "on" => true,
        "off" => false,
        _ => throw new UsageException($"'{value}' is neither on nor off"),
    };
}
