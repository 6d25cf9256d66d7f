using System.Text.Json.Serialization;

namespace Stagecraft.Plans;

/// <summary>A plan as its JSON document, keys in their order. Specified in <c>spec/cli/output.md</c>, section 2.</summary>
internal sealed record PlanDocument(
    string FormatVersion,
    string Provider,
    string? Project,
    string Environment,
    bool InSync,
    PlanSummary Summary,
    IReadOnlyList<ResourceChange> Changes,
    IReadOnlyList<PlanWarning> Warnings,
    IReadOnlyList<UncomparedFields> NotCompared,
    PlanDocument.Price Cost,
    int? Requests,
    PlanFingerprint Fingerprint,
    IReadOnlyList<string> Targets,
    IReadOnlyList<string> Replace,
    IReadOnlyList<string> Resize,
    IReadOnlyList<string> PowerOn,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Surge = false)
{
    public static PlanDocument Of(InfraPlan plan) => new(
        JsonText.FormatVersion, plan.Provider, plan.Project, plan.Environment,
        plan.InSync, plan.Summary, plan.Changes, plan.Warnings, plan.NotCompared,
        new Price(plan.Cost.Currency, plan.Cost.MonthlyBefore, plan.Cost.MonthlyAfter, plan.Cost.MonthlyDelta),
        plan.Requests, plan.Fingerprint, plan.Targets, plan.Replace, plan.Resize, plan.PowerOn, plan.Surge);

    public InfraPlan ToPlan() => new()
    {
        Provider = Provider,
        Project = Project,
        Environment = Environment,
        Changes = Changes,
        Warnings = Warnings,
        NotCompared = NotCompared,
        Cost = new PlanCost(Cost.Currency, Cost.MonthlyBefore, Cost.MonthlyAfter),
        Requests = Requests,
        Fingerprint = Fingerprint,
        Targets = Targets,
        Replace = Replace,
        Resize = Resize,
        PowerOn = PowerOn,
        Surge = Surge,
    };

    internal sealed record Price(string Currency, decimal? MonthlyBefore, decimal? MonthlyAfter, decimal? MonthlyDelta);
}
