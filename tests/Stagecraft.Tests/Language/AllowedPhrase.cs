namespace Stagecraft.Tests.Language;

/// <summary>A phrase with a banned word that a file, or the files of a folder, may contain.</summary>
/// <param name="Path">The beginning of the path.</param>
/// <param name="Phrase">The phrase, as it is in the file.</param>
/// <param name="Reason">Why the word is correct there.</param>
internal sealed record AllowedPhrase(string Path, string Phrase, string Reason);
