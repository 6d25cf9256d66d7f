using Stagecraft.Cli.Rendering;

namespace Stagecraft.Cli.Flow;

/// <summary>The changes of a plan that need permission to delete.</summary>
internal static class Deletions
{
    internal static ResourceChange[] Of(InfraPlan plan) => [.. plan.Changes.Where(c => c.Approval >= Approval.Delete)];

    internal static string Names(IReadOnlyList<ResourceChange> deletions) =>
        string.Join(", ", deletions.Select(d => Words.Machine(d.Name, d.CloudName, d.Id!.Value)));
}
