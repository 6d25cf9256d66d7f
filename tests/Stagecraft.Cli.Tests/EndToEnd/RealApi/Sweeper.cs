using System.Text.Json;
using Stagecraft.Cli.Tests.Support;

namespace Stagecraft.Cli.Tests.EndToEnd.RealApi;

/// <summary>Clears what runs have left that were killed: spec/real-api.md, 3.3.</summary>
internal static class Sweeper
{
    internal static readonly TimeSpan Age = TimeSpan.FromHours(2);

    /// <summary>Clears every environment of the project that is older.</summary>
    /// <returns>Their names, in the order of the account's list.</returns>
    internal static async Task<IReadOnlyList<string>> SweepAsync(RealAccount account, Cheapest cheapest, DateTimeOffset now)
    {
        List<string> swept = [];
        foreach (string environment in await OldAsync(account, cheapest, now))
        {
            // Clears when it is disposed of.
            await using RealRun left = new(account, cheapest, environment);
            swept.Add(environment);
        }

        return swept;
    }

    private static async Task<IReadOnlyList<string>> OldAsync(RealAccount account, Cheapest cheapest, DateTimeOffset now)
    {
        await using RealRun look = new(account, cheapest, RunName.New(now));
        look.Declare();
        CliResult all = await look.DoAsync("infra hosts --all -o json");
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
