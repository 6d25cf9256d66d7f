using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Planning;

/// <summary>The number of machines that the account permits (interface.md 3.9).</summary>
internal static class MachineLimit
{
    /// <summary>The plan, with a warning if it adds more machines than the account permits.</summary>
    public static InfraPlan Warn(InfraPlan plan, Preflight preflight, AccountSnapshot snapshot)
    {
        int added = plan.Changes.Count(c => c.Actions == ResourceActions.Create);
        return added > 0 && preflight.ExceededLimit(added, snapshot) is { } reason
            ? (plan with { Warnings = [.. plan.Warnings, new(PlanWarnings.MachineLimit, reason)] }).Sorted()
            : plan;
    }

    /// <exception cref="CloudProviderException">The plan has the warning and creates hosts: <c>refused</c>.</exception>
    public static void Require(InfraPlan plan, CloudTerms terms)
    {
        if (plan.Changes.Any(c => c.Creates) && plan.Warnings.FirstOrDefault(w => w.Code == PlanWarnings.MachineLimit) is { } warning)
        {
            throw terms.Failure(ErrorCodes.Refused, warning.Message, terms.MachineLimitHint);
        }
    }
}
