namespace Stagecraft.DigitalOcean.Applying;

/// <summary>A request on its way, and what to do with its answer.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Task">Never fails: failures are answers.</param>
/// <param name="Land">Called once, after the task has ended.</param>
internal sealed record Flight(FlightKind Kind, Task Task, Action Land)
{
    /// <summary>When its answer was there; null while it is on its way.</summary>
    public TimeSpan? AnsweredAt { get; set; }

    public static Flight Of<T>(FlightKind kind, Task<T> task, Action<T> land) => new(kind, task, () => land(task.GetAwaiter().GetResult()));
}
