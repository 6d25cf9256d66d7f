using Stagecraft.Benchmarks.Table.Accounts;

namespace Stagecraft.Benchmarks.Table.Parts;

/// <summary>Where it is measured.</summary>
/// <param name="IsMadeUp">Whether each job has a sandbox of its own under a virtual clock; else one address, in real time.</param>
/// <param name="Lives">What was measured there.</param>
/// <param name="Most">How many hosts there may be.</param>
internal sealed record Ground(bool IsMadeUp, Lives Lives, int Most)
{
    /// <summary>Those of the sizes that there may be.</summary>
    public IEnumerable<int> Of(params IEnumerable<int> hosts) => hosts.Where(n => n <= Most);
}
