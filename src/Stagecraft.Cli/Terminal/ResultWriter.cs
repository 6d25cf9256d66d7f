namespace Stagecraft.Cli.Terminal;

/// <summary>stdout, which holds one result and nothing after it. Thread-safe.</summary>
internal sealed class ResultWriter(TextWriter inner) : LockedWriter(inner)
{
    private bool _hasWritten;
    private bool _isClosed;

    // The JSON encoder does not escape characters that turn the direction of text. They occur only in JSON strings: text for people is
    // already masked.
    private protected override void WriteLocked(ReadOnlySpan<char> text)
    {
        if (_isClosed)
        {
            return;
        }

        _hasWritten |= text.Length > 0;
        for (int hidden; (hidden = IndexOfHidden(text)) >= 0; text = text[(hidden + 1)..])
        {
            Inner.Write(text[..hidden]);
            Inner.Write($"\\u{(int)text[hidden]:X4}");
        }

        Inner.Write(text);
    }

    /// <summary>Writes the result unless there is one already; nothing is written after it.</summary>
    internal void TryWriteOnly(string result)
    {
        lock (Gate)
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
        lock (Gate)
        {
            _isClosed = true;
        }
    }

    private static int IndexOfHidden(ReadOnlySpan<char> text)
    {
        for (int i = text.IndexOfAnyExceptInRange('\0', '~'); i >= 0 && i < text.Length; i++)
        {
            if (text[i] > '~' && !char.IsSurrogate(text[i]) && !TextSanitizer.IsVisible(char.GetUnicodeCategory(text[i])))
            {
                return i;
            }
        }

        return -1;
    }
}
