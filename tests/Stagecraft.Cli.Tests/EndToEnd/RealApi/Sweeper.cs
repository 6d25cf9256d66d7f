using System.Text.Json;
using Stagecraft.Cli.Tests.Support;

namespace Stagecraft.Cli.Tests.EndToEnd.RealApi;

/// <summary>Clears what runs have left that were killed: spec/real-api.md, 3.3.</summary>
internal static class Sweeper
{
    internal static readonly TimeSpan Age = TimeSpan.FromHours(2);

    // Clearing and listing need no key, region or size: an account that has none can be swept.
    private static readonly Cheapest NotNeeded = new("not-needed", "not-needed", "not-needed", "not-needed");

    /// <summary>Clears every environment of the project that is older.</summary>
    /// <returns>Their names, in the order of the account's list.</returns>
    internal static async Task<IReadOnlyList<string>> SweepAsync(RealAccount account, DateTimeOffset now)
    {
        IReadOnlyList<string> old = await OldAsync(account, now);

        // A run clears when it is disposed of.
        await EachAsync(old, async environment => await new RealRun(account, NotNeeded, environment).DisposeAsync());
        return old;
    }

    /// <summary>Clears one after another; one that cannot be cleared keeps none of the others.</summary>
    internal static async Task EachAsync(IReadOnlyList<string> environments, Func<string, Task> clear)
    {
        List<Exception> failures = [];
        foreach (string environment in environments)
        {
            try
            {
                await clear(environment);
            }
            catch (Exception e)
            {
                failures.Add(e);
            }
        }

        if (failures.Count > 0)
        {
            throw new AggregateException($"{failures.Count} of {environments.Count} environments are not cleared", failures);
        }
    }

    private static async Task<IReadOnlyList<string>> OldAsync(RealAccount account, DateTimeOffset now)
    {
        await using RealRun reader = new(account, NotNeeded, RunName.New(now));
        reader.Declare();
        CliResult all = await reader.DoAsync("infra hosts --all -o json");
        return
        [
            .. all.Json.GetProperty("environments").EnumerateArray()
                .Where(e => e.GetProperty("project").GetString() == RealAccount.Project)
                .Select(e => e.GetProperty("environment").GetString())
                .OfType<string>()
                .Where(e => RunName.BeginOf(e) is { } begin && now - begin > Age),
        ];
    }
}
