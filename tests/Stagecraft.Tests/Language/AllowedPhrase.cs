namespace Stagecraft.Tests.Language;

/// <summary>A phrase with a banned word that a file may contain.</summary>
/// <param name="File">The path of the file.</param>
/// <param name="Phrase">The phrase, as it is in the file.</param>
/// <param name="Reason">Why the word is correct there.</param>
internal sealed record AllowedPhrase(string File, string Phrase, string Reason);
