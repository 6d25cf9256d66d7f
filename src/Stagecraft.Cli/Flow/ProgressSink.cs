using Stagecraft.Events;

namespace Stagecraft.Cli.Flow;

/// <summary>Hands events on at once. A screen or a pipe that fails must not stop a run half way: its failure is kept for the end.</summary>
internal sealed class ProgressSink(Action<InfraEvent> show) : IProgress<InfraEvent>
{
    /// <summary>The first failure to show an event, or null; nothing is shown after it.</summary>
    internal IOException? Failure { get; private set; }

    public void Report(InfraEvent value)
    {
        if (Failure is not null)
        {
            return;
        }

        try
        {
            show(value);
        }
        catch (IOException failure)
        {
            Failure = failure;
        }
    }
}
