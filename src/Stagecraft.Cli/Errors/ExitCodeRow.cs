namespace Stagecraft.Cli.Errors;

/// <summary>One exit code.</summary>
/// <param name="ErrorCodes">The error codes with this exit code.</param>
internal sealed record ExitCodeRow(int Code, string Meaning, params IReadOnlyList<string> ErrorCodes);
