using System.Collections.Concurrent;

namespace Stagecraft.Cli.Tests.EndToEnd.Crashes;

/// <summary>Runs scenarios in parallel, and collects their faults.</summary>
internal static class InParallel
{
    internal static async Task<IReadOnlyCollection<string>> PlayAsync<T>(
        IEnumerable<T> scenarios, int atATime, Func<T, Task<IReadOnlyList<string>>> play)
    {
        ConcurrentQueue<string> faults = [];
        ParallelOptions options = new() { MaxDegreeOfParallelism = atATime };
        await Parallel.ForEachAsync(scenarios, options, async (scenario, _) =>
        {
            foreach (string fault in await play(scenario))
            {
                faults.Enqueue($"{scenario}: {fault}");
            }
        });
        return faults;
    }
}
