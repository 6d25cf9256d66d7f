namespace Stagecraft.Cli.Rendering.Live;

/// <summary>Something that the run waits for.</summary>
/// <param name="Text">What.</param>
/// <param name="Until">Until when, as a timestamp.</param>
internal sealed record LiveNote(string Text, long Until);
