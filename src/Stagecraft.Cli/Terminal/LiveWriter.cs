using System.Text;

namespace Stagecraft.Cli.Terminal;

/// <summary>stderr, with a frame at the end of the screen that changes in place while it is open. Whatever is written meanwhile, from whatever
/// thread, stands above the frame, in whole lines; each change is one write, so that nothing can come between its parts.</summary>
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

    /// <summary>Frames are shown from now on.</summary>
    internal void Open()
    {
        lock (_lock)
        {
            _isOpen = true;
        }
    }

    /// <summary>Shows a frame in place of the one before, unless there is nothing new.</summary>
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

    /// <summary>Leaves the frame where it is: somebody else wrote below it, so the next one stands below that.</summary>
    internal void Leave()
    {
        lock (_lock)
        {
            _shown = LiveFrame.Empty;
        }
    }

    /// <summary>Takes the frame away; there is none after it.</summary>
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
