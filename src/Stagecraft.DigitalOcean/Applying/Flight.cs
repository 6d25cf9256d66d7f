namespace Stagecraft.DigitalOcean.Applying;

/// <summary>A request on its way, and what to do with its answer.</summary>
/// <param name="Task">Never fails: failures are answers.</param>
/// <param name="Land">Called once, after the task has ended.</param>
internal sealed record Flight(Task Task, Action Land)
{
    public static Flight Of<T>(Task<T> task, Action<T> land) => new(task, () => land(task.GetAwaiter().GetResult()));
}
