namespace Stagecraft.Cli.Arguments;

/// <summary>The options of <c>sandbox</c>.</summary>
internal sealed class SandboxOptionSet
{
    internal Option<string> Port { get; } = GlobalOptions.Value("--port", null, "N", "The port [default: a free one]");

    internal Option<string> Listen { get; } = GlobalOptions.Value("--listen", null, "ADDRESS", "Where it listens [default: 127.0.0.1]");

    internal Option<bool> AllowRemote { get; } = GlobalOptions.Flag("--allow-remote", "Other machines may reach it there");

    internal Option<string> State { get; } = GlobalOptions.Value("--state", null, "FILE", "Where droplets are [default: .stagecraft/sandbox.db]");

    internal Option<string> Faults { get; } = GlobalOptions.Value("--faults", null, "FILE", "What goes wrong, and how long things take");

    internal Option<string> Boot { get; } = GlobalOptions.Value("--boot", null, "DURATION", "How long a droplet takes to boot [default: 8s]");

    internal Option<string> RateLimit { get; } = GlobalOptions.Value("--rate-limit", null, "on|off", "Whether the documented rate limits hold [default: on]");

    internal Option<string> DropletLimit { get; } = GlobalOptions.Value("--droplet-limit", null, "N", "How many droplets there may be [default: 25]");

    internal Option<bool> Control { get; } = GlobalOptions.Flag("--control", "Conditions can be set at /sandbox/conditions");

    internal IReadOnlyList<Option> All => [Port, Listen, AllowRemote, State, Faults, Boot, RateLimit, DropletLimit, Control];
}
