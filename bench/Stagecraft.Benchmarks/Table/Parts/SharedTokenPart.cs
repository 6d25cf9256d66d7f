using System.Globalization;
using Stagecraft.Benchmarks.Table.Accounts;
using Stagecraft.Benchmarks.Table.Measuring;

namespace Stagecraft.Benchmarks.Table.Parts;

/// <summary>Another client uses most of the token's budget all the while.</summary>
internal sealed class SharedTokenPart(Ground ground) : ITablePart
{
    private const int Hosts = 100;

    public string Name => "shared-token";

    public IEnumerable<Row> Rows()
    {
        if (!ground.IsMadeUp)
        {
            yield return Row.LeftOut($"up and down, {Hosts} hosts, while another client uses the token", "needs a made-up account");
            yield break;
        }

        using MadeUpAccount account = new();
        Tool tool = new(account, new Fleet(Hosts));
        (Cost up, Cost down) = account.Run(async stop =>
        {
            using BusyClient other = BusyClient.Begin(account);
            await Task.Delay(TimeSpan.FromMinutes(2), account.Time, stop);
            Cost up = await tool.UpAsync(stop);
            Cost down = await tool.DownAsync(stop);
            await other.EndAsync();
            return (up, down);
        });
        yield return Of("up", up);
        yield return Of("down", down);
    }

    private static Row Of(string job, Cost cost) => Row.Of(
        $"{job}, {Hosts} hosts, while another client sends {BusyClient.PerMinute} requests per minute with the token",
        cost,
        Hosts,
        Measure.Count("hosts completed", cost.Hosts, Bound.Exactly(Hosts)),
        Measure.Count("requests", cost.Requests),
        Measure.Count("refused (429)", cost.Refused),
        Measure.Count("waits reported", cost.Waits.Count(w => w.Wait > TimeSpan.Zero), cost.Refused > 0 ? Bound.AtLeast(1) : null) with
        {
            Note = cost.Waits.Count > 0
                ? string.Create(
                    CultureInfo.InvariantCulture, $"of {string.Join(" and ", cost.Waits.Select(w => $"{w.Wait.TotalSeconds:0.#}"))} s")
                : cost.Refused > 0 ? null : "no wait was necessary",
        },
        Measure.Seconds(cost.Seconds));
}
