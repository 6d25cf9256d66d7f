using Stagecraft.Cli.Context;
using Stagecraft.Cli.Rendering;

namespace Stagecraft.Cli.Flow;

/// <summary>Shows the plan that a command is about to apply: on stderr, because it is not the result.</summary>
internal static class PlanNotice
{
    /// <param name="io">The streams.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="mustBeSeen">The plan requires confirmation, so it is shown even with --quiet.</param>
    /// <param name="showCost">The price of the plan is that of its changes.</param>
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
