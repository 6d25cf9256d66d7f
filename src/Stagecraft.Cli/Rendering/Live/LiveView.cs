using Stagecraft.Cli.Context;
using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Rendering.Live;

/// <summary>A view of a run that is updated in place. A blocked terminal delays its updates, never the run.</summary>
internal sealed class LiveView(
    CliEnvironment environment, LiveWriter screen, LiveModel model, string title, bool hasColor, Func<int?> requestsLeft) : IDisposable
{
    private const int UsualWidth = 80;
    private const int UsualHeight = 24;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    // A tick this late means that the process was suspended (Ctrl-Z). The handler of SIGCONT runs first; otherwise the view would erase the
    // shell's output.
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(1);

    private ITimer? _timer;
    private long _ticked;

    internal void Start()
    {
        screen.Open();
        _ticked = environment.TimeProvider.GetTimestamp();
        _timer = environment.TimeProvider.CreateTimer(_ => Tick(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Tick();
    }

    public void Dispose()
    {
        _timer?.Dispose();
        try
        {
            screen.End();
        }
        catch (IOException)
        {
            // A closed terminal needs no cleanup.
        }
    }

    // The next tick starts after this one ends, so a slow terminal is not overrun.
    private void Tick()
    {
        try
        {
            long now = environment.TimeProvider.GetTimestamp();
            bool isLate = environment.TimeProvider.GetElapsedTime(_ticked, now) > Late;
            _ticked = now;
            if (!isLate)
            {
                screen.Show(Frame());
            }

            _timer?.Change(Interval, Timeout.InfiniteTimeSpan);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The terminal is closed; the run continues.
        }
    }

    private LiveFrame Frame()
    {
        int width = environment.GetTerminalWidth() ?? UsualWidth;
        int height = environment.GetTerminalHeight() ?? UsualHeight;
        IReadOnlyList<Segment[]> lines = LiveLines.Of(model.Snapshot(), title, requestsLeft(), width, height);
        using StringWriter text = new StringWriter();
        TextOutput output = new TextOutput(text, hasColor);
        foreach (Segment[] line in lines)
        {
            output.Line(line);
        }

        return new LiveFrame(text.ToString(), [.. lines.Select(l => l.Sum(s => Truncation.Width(s.Text)))], environment.GetTerminalWidth);
    }
}
