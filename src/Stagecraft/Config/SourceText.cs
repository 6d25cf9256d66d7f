using Stagecraft.Errors;

namespace Stagecraft.Config;

/// <summary>The text of a config file, with its lines. A line ends with LF, CR or CR LF, as in YAML.</summary>
internal sealed class SourceText
{
    private readonly List<int> _lineStarts = [0];

    public SourceText(string file, string text)
    {
        File = file;
        Text = text;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
            {
                _lineStarts.Add(i + 1);
            }
        }
    }

    public string File { get; }

    public string Text { get; }

    public int LineCount => _lineStarts.Count;

    public SourceLocation At(int index)
    {
        int found = _lineStarts.BinarySearch(index);
        int line = found >= 0 ? found : ~found - 1;
        return new SourceLocation(File, line + 1, index - _lineStarts[line] + 1);
    }

    /// <summary>The text of a line (from 1), with its line break; empty if there is no such line.</summary>
    public ReadOnlySpan<char> Line(int line) => line < 1 || line > _lineStarts.Count
        ? default
        : Text.AsSpan(_lineStarts[line - 1]..(line < _lineStarts.Count ? _lineStarts[line] : Text.Length));

    /// <summary>The first character in the indentation of a line (from 1) that is whitespace but does not indent in YAML, for example a
    /// tab or a no-break space; null if there is none or no such line.</summary>
    public int? OddIndentation(int line)
    {
        if (line < 1 || line > _lineStarts.Count)
        {
            return null;
        }

        int start = _lineStarts[line - 1];
        int spaces = Text.AsSpan(start).IndexOfAnyExcept(' ');
        int first = start + spaces;
        return spaces >= 0 && Text[first] is not ('\n' or '\r') && char.IsWhiteSpace(Text[first]) ? first : null;
    }
}
