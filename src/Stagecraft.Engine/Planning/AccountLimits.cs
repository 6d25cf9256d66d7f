using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Planning;

/// <summary>The numbers of machines and other resources that the account permits (interface.md 3.9).</summary>
internal static class AccountLimits
{
    /// <summary>The plan, with a warning for each kind of which it adds more than the account permits.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="preflight">The limits.</param>
    /// <param name="snapshot">The machines of the account.</param>
    /// <param name="lists">The other resources.</param>
    /// <param name="surge">How many machines exist in addition while hosts are replaced.</param>
    public static InfraPlan Warn(
        InfraPlan plan,
        Preflight preflight,
        AccountSnapshot snapshot,
        IReadOnlyList<(IResourceKind Kind, ResourceList List)> lists,
        int surge)
    {
        PlanWarning?[] all =
        [
            Warning(PlanWarnings.MachineLimit, ResourceKind.Host, added => preflight.ExceededLimit(added, snapshot)),
            .. lists.Select(l => Warning(
                PlanWarnings.ResourceLimit, l.Kind.Kind, added => preflight.ExceededLimit(l.Kind.Kind, added, l.List.Resources.Count))),
        ];
        PlanWarning[] warnings = [.. all.OfType<PlanWarning>()];
        return warnings.Length > 0 ? (plan with { Warnings = [.. plan.Warnings, .. warnings] }).Sorted() : plan;

        PlanWarning? Warning(string code, string kind, Func<int, string?> exceeded)
        {
            int added = plan.Changes.Count(c => c.Kind == kind && c.Actions == ResourceActions.Create)
                + (kind == ResourceKind.Host ? surge : 0);
            return added > 0 && exceeded(added) is { } reason ? new(code, reason) : null;
        }
    }

    /// <exception cref="CloudProviderException">The plan has such warnings and a create: <c>refused</c>.</exception>
    public static void Require(InfraPlan plan, CloudTerms terms)
    {
        Problem[] problems =
        [
            .. plan.Warnings.Where(w => w.Code is PlanWarnings.MachineLimit or PlanWarnings.ResourceLimit)
                .Select(w => new Problem(ErrorCodes.Refused, w.Message, terms.LimitHint)),
        ];
        if (problems.Length > 0 && plan.Changes.Any(c => c.Creates))
        {
            throw new CloudProviderException(terms.Provider, problems);
        }
    }
}
