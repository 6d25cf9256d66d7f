namespace FileHosts.Command;

/// <summary>Where the command writes to.</summary>
/// <param name="Out">Results.</param>
/// <param name="Error">Everything else.</param>
internal sealed record CommandConsole(TextWriter Out, TextWriter Error);
