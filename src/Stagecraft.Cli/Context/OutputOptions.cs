namespace Stagecraft.Cli.Context;

/// <summary>The options that decide what is written and in which form.</summary>
/// <param name="Json">Results are JSON.</param>
/// <param name="IsStream">Results are JSON lines, not one document.</param>
/// <param name="Verbose">Details are written too.</param>
/// <param name="Quiet">Only results and errors are written.</param>
/// <param name="NoColor">No colors are written.</param>
internal sealed record OutputOptions(bool Json, bool IsStream, bool Verbose, bool Quiet, bool NoColor);
