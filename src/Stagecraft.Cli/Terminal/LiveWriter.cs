using System.Text;

namespace Stagecraft.Cli.Terminal;

/// <summary>stderr with a frame at the end of the screen that is updated in place while it is open. Text from any
/// thread is written above the frame, in complete lines. Each update is one write, so that it is not torn apart.</summary>
internal sealed class LiveWriter(TextWriter inner) : TextWriter
{
    private readonly Lock _lock = new();
    private readonly StringBuilder _begunLine = new();
    private LiveFrame _shown = LiveFrame.Empty;
    private bool _isOpen;

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        lock (_lock)
        {
            if (!_isOpen)
            {
                inner.Write(buffer);
                return;
            }

            _begunLine.Append(buffer);
            if (buffer.Contains('\n'))
            {
                string text = _begunLine.ToString();
                int end = text.LastIndexOf('\n') + 1;
                _begunLine.Clear().Append(text, end, text.Length - end);
                inner.Write(_shown.Erasure + text[..end] + _shown.Text);
                inner.Flush();
            }
        }
    }

    public override void Flush()
    {
        lock (_lock)
        {
            inner.Flush();
        }
    }

    /// <summary>Opens the frame.</summary>
    internal void Open()
    {
        lock (_lock)
        {
            _isOpen = true;
        }
    }

    /// <summary>Replaces the frame, if the new one differs.</summary>
    internal void Show(LiveFrame frame)
    {
        lock (_lock)
        {
            if (_isOpen && frame.Text != _shown.Text)
            {
                string erasure = _shown.Erasure;
                _shown = frame;
                inner.Write(erasure + frame.Text);
                inner.Flush();
            }
        }
    }

    /// <summary>Abandons the frame: another program wrote below it, so the next frame is written below that.</summary>
    internal void Leave()
    {
        lock (_lock)
        {
            _shown = LiveFrame.Empty;
        }
    }

    /// <summary>Erases and closes the frame.</summary>
    internal void End()
    {
        lock (_lock)
        {
            if (_isOpen)
            {
                _isOpen = false;
                string text = _shown.Erasure + _begunLine;
                _shown = LiveFrame.Empty;
                _begunLine.Clear();
                inner.Write(text);
                inner.Flush();
            }
        }
    }
}
