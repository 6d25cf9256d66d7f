namespace Stagecraft.Cli.Arguments;

/// <summary>The options of <c>sandbox</c>.</summary>
internal sealed class SandboxOptionSet
{
    internal Option<string> Port { get; } = GlobalOptions.Value("--port", null, "N", "The port [default: a free one]");

    internal Option<string> Listen { get; } = GlobalOptions.Value("--listen", null, "ADDRESS", "Address to listen on [default: 127.0.0.1]");

    internal Option<bool> AllowRemote { get; } = GlobalOptions.Flag("--allow-remote", "Allow connections from other machines");

    internal Option<string> State { get; } = GlobalOptions.Value("--state", null, "FILE", "State file [default: .stagecraft/sandbox.db]");

    internal Option<string> Faults { get; } = GlobalOptions.Value("--faults", null, "FILE", "Fault-injection and latency settings");

    internal Option<string> Boot { get; } = GlobalOptions.Value("--boot", null, "DURATION", "Boot time of a droplet [default: 8s]");

    internal Option<string> RateLimit { get; } = GlobalOptions.Value(
        "--rate-limit", null, "on|off", "Enforce the documented rate limits [default: on]");

    internal Option<string> DropletLimit { get; } = GlobalOptions.Value(
        "--droplet-limit", null, "N", "Droplet limit of the account [default: 25]");

    internal Option<bool> Control { get; } = GlobalOptions.Flag("--control", "Allow changes of the settings at /sandbox/conditions");

    internal IReadOnlyList<Option> All => [Port, Listen, AllowRemote, State, Faults, Boot, RateLimit, DropletLimit, Control];
}
