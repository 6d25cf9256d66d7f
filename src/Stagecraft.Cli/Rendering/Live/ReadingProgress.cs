using Stagecraft.Cli.Context;
using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Rendering.Live;

/// <summary>The retries and waits of a command that reads the account: one line that is updated in place on a terminal, otherwise one line
/// per attempt, not per request. spec/cli/output.md, 1.8.</summary>
internal sealed class ReadingProgress(CommandIo io) : IProgress<InfraEvent>, IDisposable
{
    private const int UsualWidth = 80;

    private readonly Lock _lock = new();

    /// <summary>The request that the lines of a status name.</summary>
    private readonly Dictionary<int, RetryScheduled> _shown = [];
    private bool _isOpen;

    /// <inheritdoc/>
    public void Report(InfraEvent value)
    {
        lock (_lock)
        {
            if (io.Options.Quiet || (value is RetryScheduled retry && !IsNew(retry)))
            {
                return;
            }

            if (io.Live is not { } screen)
            {
                EventText.WriteWait(io.Error, value);
            }
            else if (EventText.OfWait(value) is { } text)
            {
                Show(screen, text);
            }
        }
    }

    /// <summary>Removes the line from the terminal.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_isOpen)
            {
                _isOpen = false;
                io.Live!.End();
            }
        }
    }

    // Requests that fail for the same reason have the same number of attempts. The lines name the first of them while it fails.
    private bool IsNew(RetryScheduled retry)
    {
        int status = retry.Status ?? 0;
        bool isNew = !_shown.TryGetValue(status, out RetryScheduled? shown)
            || retry.Attempt > shown.Attempt + ((retry.Method, retry.Path) == (shown.Method, shown.Path) ? 0 : 1);
        if (isNew)
        {
            _shown[status] = retry;
        }

        return isNew;
    }

    private void Show(LiveWriter screen, string text)
    {
        if (!_isOpen)
        {
            _isOpen = true;
            screen.Open();
        }

        string line = string.Concat(
            Truncation.To([new Segment(text)], (io.Error.Width ?? UsualWidth) - 1).Select(s => s.Text));
        screen.Show(new LiveFrame(line + "\n", [Truncation.Width(line)], () => io.Error.Width));
    }
}
