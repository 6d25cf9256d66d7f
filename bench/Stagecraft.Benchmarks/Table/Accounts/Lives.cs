using Stagecraft.Benchmarks.Table.Measuring;

namespace Stagecraft.Benchmarks.Table.Accounts;

/// <summary>Measured life cycles, each measured once for all rows that use it.</summary>
internal sealed class Lives(Func<IAccount> open)
{
    private readonly Dictionary<Fleet, Life> _tool = [];
    private readonly Dictionary<(int Hosts, int AtOnce), Life> _oneByOne = [];

    /// <summary>By the tool.</summary>
    public Life Of(Fleet fleet)
    {
        if (!_tool.TryGetValue(fleet, out Life? life))
        {
            using IAccount account = open();
            Tool tool = new(account, fleet);
            _tool.Add(fleet, life = Live(account, fleet.Hosts, tool.Up, tool.Plan, tool.Down));
        }

        return life;
    }

    /// <summary>By a program that makes, reads and deletes one droplet a request.</summary>
    public Life OneByOne(int hosts, int atOnce)
    {
        if (!_oneByOne.TryGetValue((hosts, atOnce), out Life? life))
        {
            using IAccount account = open();
            using OneByOne loop = new(account, new Fleet(hosts), atOnce);
            try
            {
                life = Live(account, hosts, loop.Up, loop.Plan, loop.Down);
            }
            finally
            {
                loop.Clear();
            }

            _oneByOne.Add((hosts, atOnce), life);
        }

        return life;
    }

    private static Life Live(IAccount account, int hosts, Func<Cost> up, Func<Cost> plan, Func<Cost> down)
    {
        account.FreshBudget(hosts);
        Cost made = up();
        account.FreshBudget(hosts);
        Cost seen = plan();
        account.FreshBudget(hosts);
        return new(made, seen, down());
    }
}
