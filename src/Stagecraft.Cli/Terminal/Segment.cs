namespace Stagecraft.Cli.Terminal;

/// <summary>A piece of a line.</summary>
internal readonly record struct Segment(string Text, Tone Tone = Tone.Plain)
{
    public static implicit operator Segment(string text) => new(text);
}
