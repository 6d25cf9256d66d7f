using Stagecraft.Cli.Context;
using Stagecraft.Cli.Rendering;
using Stagecraft.Plans;

namespace Stagecraft.Cli.Flow;

/// <summary>The plan that a command is about to carry out: not its result, so on stderr.</summary>
internal static class PlanNotice
{
    /// <param name="io">Where to.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="mustBeSeen">It will be asked about: nobody can agree to what was not shown.</param>
    /// <param name="showCost">Its price is that of what will be done.</param>
    internal static void Show(CommandIo io, InfraPlan plan, bool mustBeSeen, bool showCost = true)
    {
        if (mustBeSeen || (!io.Options.Quiet && !io.Options.Json))
        {
            PlanText.Write(io.Error, plan, showCost);
            io.Error.Flush();
        }

        PlanFlow.Warnings(io, plan);
    }
}
