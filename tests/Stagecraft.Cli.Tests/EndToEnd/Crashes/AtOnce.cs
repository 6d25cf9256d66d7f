using System.Collections.Concurrent;

namespace Stagecraft.Cli.Tests.EndToEnd.Crashes;

/// <summary>Plays stories that mostly wait, some at a time, and collects what was wrong in them.</summary>
internal static class AtOnce
{
    internal static async Task<IReadOnlyCollection<string>> PlayAsync<T>(
        IEnumerable<T> stories, int atATime, Func<T, Task<IReadOnlyList<string>>> play)
    {
        ConcurrentQueue<string> faults = [];
        ParallelOptions options = new() { MaxDegreeOfParallelism = atATime };
        await Parallel.ForEachAsync(stories, options, async (story, _) =>
        {
            foreach (string fault in await play(story))
            {
                faults.Enqueue($"{story}: {fault}");
            }
        });
        return faults;
    }
}
