using Stagecraft.Cli.Errors;

namespace Stagecraft.Cli.Arguments;

/// <summary>The validated options of <c>hosts</c>.</summary>
/// <param name="All">Lists every environment of the account.</param>
/// <param name="Port">The port of the targets of Prometheus.</param>
internal sealed record HostsArguments(bool All, int Port)
{
    /// <summary>The output format for service discovery of Prometheus.</summary>
    internal const string Prometheus = "prometheus";

    private const int NodeExporterPort = 9100;

    internal static IReadOnlyList<Option> Options() =>
    [
        GlobalOptions.Flag("--all", "Every environment in the account, declared or not"),
        GlobalOptions.Value("--port", "N", $"Target port for -o {Prometheus} [default: {NodeExporterPort}]"),
    ];

    /// <exception cref="UsageException">Options contradict each other, or a value is invalid.</exception>
    internal static HostsArguments From(ParseResult parsed, GlobalArguments global)
    {
        int? port = GlobalArguments.Number(parsed, "--port", 1, ushort.MaxValue);
        return port is null || global.Output == Prometheus
            ? new(parsed.GetValue<bool>("--all"), port ?? NodeExporterPort)
            : throw new UsageException($"--port requires -o {Prometheus}", "the other formats have addresses without ports");
    }
}
