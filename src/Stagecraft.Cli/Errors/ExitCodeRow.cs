namespace Stagecraft.Cli.Errors;

/// <summary>One exit code.</summary>
/// <param name="Code">The code.</param>
/// <param name="Meaning">The meaning, for the help.</param>
/// <param name="ErrorCodes">The error codes with this exit code.</param>
internal sealed record ExitCodeRow(int Code, string Meaning, params IReadOnlyList<string> ErrorCodes);
