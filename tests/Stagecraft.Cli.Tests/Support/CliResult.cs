using System.Text.Json;

namespace Stagecraft.Cli.Tests.Support;

/// <summary>How a command ended; the test's folder is left out of its texts.</summary>
internal sealed record CliResult(int ExitCode, string Out, string Error)
{
    /// <summary>stdout as one JSON document; fails where there is anything else.</summary>
    internal JsonElement Json => JsonDocument.Parse(Out).RootElement;

    /// <summary>stdout as JSON lines.</summary>
    internal IReadOnlyList<JsonElement> Lines => [.. Out.TrimEnd('\n').Split('\n').Select(l => JsonDocument.Parse(l).RootElement)];

    internal string? ErrorCode => (Out.Contains("\n ") ? Json : Lines[^1]).GetProperty("errors")[0].GetProperty("code").GetString();
}
