namespace Stagecraft.Cli.Errors;

/// <summary>One exit code.</summary>
/// <param name="Code">The code.</param>
/// <param name="Meaning">What it tells, for the help.</param>
/// <param name="ErrorCodes">The error codes that lead to it.</param>
internal sealed record ExitCodeRow(int Code, string Meaning, params IReadOnlyList<string> ErrorCodes);
