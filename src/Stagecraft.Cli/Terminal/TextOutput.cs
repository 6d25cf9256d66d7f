using Spectre.Console;

namespace Stagecraft.Cli.Terminal;

/// <summary>Writes lines for people. Text is sanitized here, so that no caller can forget it. Lines are not wrapped.</summary>
internal sealed class TextOutput
{
    private readonly TextWriter _writer;
    private readonly IAnsiConsole? _colors;
    private readonly Func<int?>? _width;

    /// <param name="color">Whether tones are colored.</param>
    internal TextOutput(TextWriter writer, bool color, Func<int?>? width = null)
    {
        (_writer, _width) = (writer, width);
        if (color)
        {
            _colors = AnsiConsole.Create(new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.Yes,
                ColorSystem = ColorSystemSupport.Standard,
                Interactive = InteractionSupport.No,
                Out = new AnsiConsoleOutput(writer),
            });
            _colors.Profile.Width = short.MaxValue;
        }
    }

    /// <summary>The columns of the terminal; null without a limit.</summary>
    internal int? Width => _width?.Invoke();

    internal bool HasColor => _colors is not null;

    internal void Line(params ReadOnlySpan<Segment> segments)
    {
        Write(segments);
        _writer.Write('\n');
    }

    internal void Write(params ReadOnlySpan<Segment> segments)
    {
        foreach (Segment segment in segments)
        {
            string text = TextSanitizer.Masked(segment.Text);
            if (_colors is null || segment.Tone == Tone.Plain || text.Length == 0)
            {
                _writer.Write(text);
            }
            else
            {
                _colors.Write(new Text(text, StyleOf(segment.Tone)));
            }
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
