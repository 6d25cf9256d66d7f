using System.Collections.Immutable;

namespace Stagecraft.Cli.Cancellation;

/// <summary>The known outcomes of the resources other than hosts that a plan changes. Immutable.</summary>
/// <param name="Outcomes">One entry per resource.</param>
/// <param name="HasSent">Whether a request was sent for one of them.</param>
internal sealed record ResourceTrace(ImmutableList<ResourceOutcome> Outcomes, bool HasSent)
{
    internal static ResourceTrace Of(InfraPlan plan, string unsent) => new(
        [
            .. plan.Changes.Where(c => c.Kind != ResourceKind.Host && c.Actions != ResourceActions.None)
                .Select(c => new ResourceOutcome(c.Kind, c.Name, c.CloudName, c.Id, OutcomeKind.Skipped, Message: unsent)),
        ],
        HasSent: false);

    internal ResourceTrace With(ResourceEvent happened) => happened switch
    {
        ResourceStarted e => Next(e, OutcomeKind.Unknown, $"its {JsonWord.Of(e.Action)} was requested and is not confirmed") with
        {
            HasSent = true,
        },
        ResourceWaiting e => Next(e, OutcomeKind.Unknown, $"its change is not confirmed: {e.Status}"),
        ResourceCompleted e => Next(
            e,
            e.Action switch
            {
                ResourceActions.Create => OutcomeKind.Created,
                ResourceActions.Delete => OutcomeKind.Deleted,
                _ => OutcomeKind.Updated,
            },
            null),
        ResourceFailed e => Next(e, OutcomeKind.Failed, e.Message, e.Code),
        ResourceSkipped e => Next(e, OutcomeKind.Skipped, e.Reason),
        _ => this,
    };

    private ResourceTrace Next(ResourceEvent e, OutcomeKind kind, string? message, string? code = null)
    {
        // A resource that is created has no id in the plan; several resources to delete can have the same name.
        int known = Outcomes.FindIndex(o => o.Kind == e.Kind && e.Id is not null && o.Id == e.Id);
        int index = known >= 0
            ? known
            : Outcomes.FindIndex(o => o.Kind == e.Kind && o.CloudName == e.CloudName && (o.Id is null || e.Id is null));
        ResourceOutcome outcome = new ResourceOutcome(
            e.Kind, e.Name, e.CloudName, e.Id ?? (index >= 0 ? Outcomes[index].Id : null), kind, code, message);
        return this with { Outcomes = index >= 0 ? Outcomes.SetItem(index, outcome) : Outcomes.Add(outcome) };
    }
}
