namespace Stagecraft.Engine.Running;

/// <summary>A request in flight.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Task">The request. It does not fail: a failure is an outcome.</param>
/// <param name="Complete">Handles the outcome. Called once, after the task has ended.</param>
internal sealed record PendingRequest(PendingKind Kind, Task Task, Action Complete)
{
    /// <summary>When its response arrived, or null.</summary>
    public TimeSpan? CompletedAt { get; set; }
}
