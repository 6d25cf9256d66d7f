using System.Globalization;
using System.Text;

namespace Stagecraft.Cli.Tests.Support;

/// <summary>A terminal that implements the control sequences of the command and fails on any other: line feed, cursor up, erase to the end,
/// colors.
/// Lines that are too wide go on below, as they do on real ones.</summary>
internal sealed class TestScreen(int width) : TextWriter
{
    private readonly List<StringBuilder> _lines = [new()];
    private int _row;

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>Called after each write.</summary>
    internal Action? Changed { get; set; }

    /// <summary>How many writes began with taking lines away.</summary>
    internal int Redraws { get; private set; }

    /// <summary>What can be read, with the lines that scrolled away.</summary>
    internal string Text => string.Join('\n', _lines.Select(l => l.ToString().TrimEnd()));

    /// <summary>How wide the widest line is, as it was written.</summary>
    internal int Widest { get; private set; }

    public override void Write(char value) => Write(value.ToString());

    public override void Write(string? value)
    {
        string text = value ?? "";
        for (int i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\n':
                    LineFeed();
                    break;
                case '\u001b':
                    i = Obey(text, i);
                    break;
                default:
                    Put(text[i]);
                    break;
            }
        }

        Changed?.Invoke();
    }

    public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

    internal void Clear()
    {
        _lines.Clear();
        _lines.Add(new StringBuilder());
        _row = 0;
    }

    private void Put(char character)
    {
        if (_lines[_row].Length == width)
        {
            LineFeed();
        }

        _lines[_row].Append(character);
        Widest = Math.Max(Widest, _lines[_row].Length);
    }

    private void LineFeed()
    {
        if (++_row == _lines.Count)
        {
            _lines.Add(new StringBuilder());
        }
    }

    private int Obey(string text, int start)
    {
        int end = start + 2;
        while (char.IsAsciiDigit(text[end]) || text[end] == ';')
        {
            end++;
        }

        switch (text[end])
        {
            case 'F':
                _row -= int.Parse(text.AsSpan(start + 2, end - start - 2), CultureInfo.InvariantCulture);
                _row.Should().BeGreaterThanOrEqualTo(0, "nothing is above the first line");
                Redraws++;
                break;
            case 'J':
                _lines[_row].Clear();
                _lines.RemoveRange(_row + 1, _lines.Count - _row - 1);
                break;
            case 'm':
                break;
            default:
                throw new InvalidOperationException($"A terminal received {(int)text[end]}.");
        }

        return end;
    }
}
