using Spectre.Console;

namespace Stagecraft.Cli.Rendering;

/// <summary>Writes lines for people. Whatever is given is cleaned first, so that no caller can forget to; lines are never wrapped or cut.</summary>
internal sealed class TextOutput
{
    private readonly TextWriter _writer;
    private readonly IAnsiConsole? _colours;

    internal TextOutput(TextWriter writer, bool colour)
    {
        _writer = writer;
        if (colour)
        {
            _colours = AnsiConsole.Create(new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.Yes,
                ColorSystem = ColorSystemSupport.Standard,
                Interactive = InteractionSupport.No,
                Out = new AnsiConsoleOutput(writer),
            });
            _colours.Profile.Width = short.MaxValue;
        }
    }

    internal void Line(params ReadOnlySpan<Segment> segments)
    {
        Write(segments);
        _writer.Write('\n');
    }

    internal void Write(params ReadOnlySpan<Segment> segments)
    {
        foreach (Segment segment in segments)
        {
            string text = Printable.Clean(segment.Text);
            if (_colours is null || segment.Tone == Tone.Plain || text.Length == 0) _writer.Write(text);
            else _colours.Write(new Text(text, StyleOf(segment.Tone)));
        }
    }

    internal void Flush() => _writer.Flush();

    private static Style StyleOf(Tone tone) => tone switch
    {
        Tone.Create => new Style(Color.Green),
        Tone.Delete or Tone.Error => new Style(Color.Red),
        Tone.Drift or Tone.Warning => new Style(Color.Olive),
        _ => new Style(decoration: Decoration.Bold),
    };
}
