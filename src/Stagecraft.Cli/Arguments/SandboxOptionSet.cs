using System.CommandLine;

namespace Stagecraft.Cli.Arguments;

/// <summary>The options of <c>sandbox</c>.</summary>
internal sealed class SandboxOptionSet
{
    internal Option<string> Port { get; } = GlobalOptions.Value("--port", null, "N", "The loopback port [default: a free one]");

    internal Option<string> State { get; } = GlobalOptions.Value("--state", null, "FILE", "Where droplets are [default: .stagecraft/sandbox.db]");

    internal Option<string> Boot { get; } = GlobalOptions.Value("--boot", null, "DURATION", "How long a droplet takes to boot [default: 8s]");

    internal Option<string> RateLimit { get; } = GlobalOptions.Value("--rate-limit", null, "on|off", "Whether the documented rate limits hold [default: on]");

    internal IReadOnlyList<Option> All => [Port, State, Boot, RateLimit];
}
