using System.Buffers;
using System.Text;

namespace Stagecraft.Cli.Terminal;

/// <summary>stdout, which holds one result and nothing after it. Thread-safe.</summary>
internal sealed class ResultWriter(TextWriter inner) : TextWriter
{
    private static readonly SearchValues<char> Hidden = SearchValues.Create(
        [.. Enumerable.Range(0x7F, 0xFF81).Select(i => (char)i).Where(c => !char.IsSurrogate(c) && !TextSanitizer.IsVisible(char.GetUnicodeCategory(c)))]);

    private readonly Lock _lock = new();
    private bool _hasWritten;
    private bool _isClosed;

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        lock (_lock)
        {
            if (!_isClosed)
            {
                _hasWritten |= buffer.Length > 0;
                WriteVisible(buffer);
            }
        }
    }

    // The JSON encoder does not escape characters that turn the direction of text. They occur only in JSON strings: text for people is already masked.
    private void WriteVisible(ReadOnlySpan<char> text)
    {
        for (int hidden; (hidden = text.IndexOfAny(Hidden)) >= 0; text = text[(hidden + 1)..])
        {
            inner.Write(text[..hidden]);
            inner.Write($"\\u{(int)text[hidden]:X4}");
        }

        inner.Write(text);
    }

    public override void Flush()
    {
        lock (_lock)
        {
            inner.Flush();
        }
    }

    /// <summary>Writes the result unless there is one already; nothing is written after it.</summary>
    internal void TryWriteOnly(string result)
    {
        lock (_lock)
        {
            if (!_hasWritten)
            {
                Write(result);
            }

            _isClosed = true;
        }
    }

    /// <summary>Closes stdout: nothing is written after it.</summary>
    internal void End()
    {
        lock (_lock)
        {
            _isClosed = true;
        }
    }
}
