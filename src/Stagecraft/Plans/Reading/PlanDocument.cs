namespace Stagecraft.Plans.Reading;

/// <summary>A plan as its JSON document, keys in their order. Specified in <c>spec/cli/output.md</c>, section 2.</summary>
internal sealed record PlanDocument
{
    public required string FormatVersion { get; init; }

    public required string Provider { get; init; }

    public required string? Project { get; init; }

    public required string Environment { get; init; }

    public required bool InSync { get; init; }

    public required PlanSummary Summary { get; init; }

    public required IReadOnlyList<ResourceChange> Changes { get; init; }

    public required IReadOnlyList<PlanWarning> Warnings { get; init; }

    public required IReadOnlyList<UncomparedFields> NotCompared { get; init; }

    public required CostDocument Cost { get; init; }

    public required int? Requests { get; init; }

    public required PlanFingerprint Fingerprint { get; init; }

    public required IReadOnlyList<string> Targets { get; init; }

    public required IReadOnlyList<string> Replace { get; init; }

    public static PlanDocument Of(InfraPlan plan) => new()
    {
        FormatVersion = JsonText.FormatVersion,
        Provider = plan.Provider,
        Project = plan.Project,
        Environment = plan.Environment,
        InSync = plan.InSync,
        Summary = plan.Summary,
        Changes = plan.Changes,
        Warnings = plan.Warnings,
        NotCompared = plan.NotCompared,
        Cost = new CostDocument(plan.Cost.Currency, plan.Cost.MonthlyBefore, plan.Cost.MonthlyAfter, plan.Cost.MonthlyDelta),
        Requests = plan.Requests,
        Fingerprint = plan.Fingerprint,
        Targets = plan.Targets,
        Replace = plan.Replace,
    };

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
    };
}
