namespace Stagecraft.Cli.Cloud;

/// <summary>A request to a sandbox.</summary>
/// <param name="Status">The status of the response; 0 for none.</param>
/// <param name="Fault">The fault that hit the request; null for none.</param>
internal sealed record SandboxLogLine(DateTimeOffset Time, string Method, string Target, int Status, string? Fault);
