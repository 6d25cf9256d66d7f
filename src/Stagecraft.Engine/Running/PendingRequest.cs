
namespace Stagecraft.Engine.Running;

/// <summary>A request on its way, and what to do with its answer.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Task">Never fails: failures are answers.</param>
/// <param name="Land">Called once, after the task has ended.</param>
internal sealed record PendingRequest(PendingKind Kind, Task Task, Action Land)
{
    /// <summary>When its answer was there; null while it is on its way.</summary>
    public TimeSpan? CompletedAt { get; set; }

    public static PendingRequest Of<T>(PendingKind kind, Task<T> task, Action<T> land) => new(kind, task, () => land(task.GetAwaiter().GetResult()));
}
