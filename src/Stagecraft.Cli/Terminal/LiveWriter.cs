using System.Text;

namespace Stagecraft.Cli.Terminal;

/// <summary>stderr with a frame at the end of the screen that is updated in place while it is open. Text from any
/// thread is written above the frame, in complete lines. Each update is one write, so that it is not torn apart.</summary>
internal sealed class LiveWriter(TextWriter inner) : LockedWriter(inner)
{
    private readonly StringBuilder _begunLine = new();
    private LiveFrame _shown = LiveFrame.Empty;
    private bool _isOpen;

    private protected override void WriteLocked(ReadOnlySpan<char> text)
    {
        if (!_isOpen)
        {
            Inner.Write(text);
            return;
        }

        _begunLine.Append(text);
        if (text.Contains('\n'))
        {
            string lines = _begunLine.ToString();
            int end = lines.LastIndexOf('\n') + 1;
            _begunLine.Clear().Append(lines, end, lines.Length - end);
            Inner.Write(_shown.Erasure + lines[..end] + _shown.Text);
            Inner.Flush();
        }
    }

    internal void Open()
    {
        lock (Gate)
        {
            _isOpen = true;
        }
    }

    /// <summary>Replaces the frame, if the new one differs.</summary>
    internal void Show(LiveFrame frame)
    {
        lock (Gate)
        {
            if (_isOpen && frame.Text != _shown.Text)
            {
                string erasure = _shown.Erasure;
                _shown = frame;
                Inner.Write(erasure + frame.Text);
                Inner.Flush();
            }
        }
    }

    /// <summary>Abandons the frame: another program wrote below it, so the next frame is written below that.</summary>
    internal void Leave()
    {
        lock (Gate)
        {
            _shown = LiveFrame.Empty;
        }
    }

    internal void End()
    {
        lock (Gate)
        {
            if (_isOpen)
            {
                _isOpen = false;
                string text = _shown.Erasure + _begunLine;
                _shown = LiveFrame.Empty;
                _begunLine.Clear();
                Inner.Write(text);
                Inner.Flush();
            }
        }
    }
}
