namespace Stagecraft.Benchmarks.AwsComparison;

/// <summary>A tool that creates and deletes the instances of a sandbox.</summary>
internal interface IComparedTool
{
    /// <returns>Whether it succeeded.</returns>
    Task<bool> CreateAsync(CancellationToken cancellationToken);

    /// <returns>Whether it succeeded, without changes.</returns>
    Task<bool> PlanAsync(CancellationToken cancellationToken);

    /// <returns>Whether it succeeded.</returns>
    Task<bool> DestroyAsync(CancellationToken cancellationToken);
}
