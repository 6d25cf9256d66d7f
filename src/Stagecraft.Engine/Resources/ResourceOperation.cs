using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Timing;

namespace Stagecraft.Engine.Resources;

/// <summary>The state of a change of a resource other than a machine.</summary>
internal sealed class ResourceOperation(IResourceKind kind, ResourceChange change, DeclaredResource? declared)
{
    private const string Stopped = "the run was stopped before anything was sent for it";

    private static readonly string[] Order =
    [
        ResourceKind.LoadBalancer, ResourceKind.Firewall, ResourceKind.Volume, ResourceKind.ReservedIp, ResourceKind.Alert,
    ];

    public IResourceKind Kind { get; } = kind;

    public ResourceChange Change { get; } = change;

    /// <summary>Null for a delete.</summary>
    public DeclaredResource? Declared { get; } = declared;

    /// <summary>The place in the order of the run: resources with a lower one come first.</summary>
    public int Rank { get; } = change.Deletes ? Order.Length - Array.IndexOf(Order, change.Kind) : Array.IndexOf(Order, change.Kind);

    /// <summary>The stage in which its first request may be sent.</summary>
    public ResourceStage Stage { get; } = change.Deletes || change.Kind == ResourceKind.Alert ? ResourceStage.Final
        : change.Kind == ResourceKind.ReservedIp ? ResourceStage.AfterHosts
        : ResourceStage.BeforeHosts;

    /// <summary>Whether its host is replaced later in the run, so that nothing is attached to it yet.</summary>
    public bool IsHeld { get; set; }

    public ResourcePhase Phase { get; set; }

    /// <summary>The resource as the last read showed it, or as the response to its create did; null if neither showed it.</summary>
    public Resource? Actual { get; set; }

    /// <summary>The fields to change with the next request.</summary>
    public IReadOnlyList<string> Fields { get; set; } = [];

    /// <summary>The fields of the last request.</summary>
    public IReadOnlyList<string> SentFields { get; set; } = [];

    /// <summary>The time of the last read that permits the next request.</summary>
    public EngineTime? ReadAt { get; set; }

    /// <summary>When the last request ended; null before the first one.</summary>
    public EngineTime? SentAt { get; set; }

    /// <summary>Whether a request was sent that may have taken effect.</summary>
    public bool IsSent { get; set; }

    /// <summary>Whether the last request was accepted.</summary>
    public bool IsAccepted { get; set; }

    /// <summary>Whether the last request was accepted and needs another one after it.</summary>
    public bool HasMore { get; set; }

    /// <summary>Whether a create of this run was accepted or has an unknown outcome.</summary>
    public bool MayExist { get; set; }

    /// <summary>The number of consecutive refusals that are not transient.</summary>
    public int Refusals { get; set; }

    /// <summary>The end of the operation, in worked time; null before its stage.</summary>
    public TimeSpan? Deadline { get; set; }

    public bool IsReported { get; set; }

    public string? StatusReported { get; set; }

    /// <summary>The last failure that was not final, or the status.</summary>
    public string? Message { get; set; }

    public CloudFailure? Failure { get; set; }

    public bool IsSettled => Phase is ResourcePhase.Completed or ResourcePhase.Failed or ResourcePhase.Skipped;

    /// <summary>Whether resources of later kinds need not wait for it: it exists with everything that can be set now.</summary>
    public bool IsPassed =>
        IsSettled || (Phase == ResourcePhase.Waiting && Actual is not null && IsAccepted && !HasMore) || IsOnlyUnready;

    /// <summary>Whether only its readiness, or a field of a later stage, is missing.</summary>
    public bool IsOnlyUnready { get; set; }

    /// <summary>Whether its next step depends on the machines.</summary>
    /// <param name="stage">The stage of the run.</param>
    public bool NeedsMachines(ResourceStage stage) => Kind.ComparesMachines
        ? !IsSettled && IsIn(stage)
        : stage >= ResourceStage.AfterHosts && !IsSettled
        && Kind.Ownership != ResourceOwnership.NameAndTarget
        && (Declared?.Fields.Any(f => f.IsAttachment) ?? Actual is null or { Attached.Count: > 0 });

    /// <summary>Delete for a delete; create or update otherwise.</summary>
    public ResourceActions Action => Change.Actions;

    /// <summary>The stage of the run as far as this operation is concerned.</summary>
    public ResourceStage StageAt(ResourceStage stage) =>
        IsHeld && stage == ResourceStage.AfterHosts ? ResourceStage.BeforeHosts : stage;

    /// <summary>Whether it takes part in a stage.</summary>
    public bool IsIn(ResourceStage stage) => Stage <= StageAt(stage);

    /// <summary>Whether the plan sets a field.</summary>
    public bool Sets(string field) => Change.Creates || Change.Fields.Any(f => f.Name == field && f.IsUpdated);

    public ResourceId? Id => Change.Id ?? Actual?.Id;

    public string Subject => $"{Kind.Noun} '{Change.CloudName}'";

    public string Verb => Action switch
    {
        ResourceActions.Create => "created",
        ResourceActions.Delete => "deleted",
        _ => "updated",
    };

    /// <summary>The outcome of the change.</summary>
    /// <param name="failure">Why nothing was sent for it; null if the run was stopped.</param>
    public ResourceOutcome Outcome(Problem? failure)
    {
        (OutcomeKind kind, string? code, string? message) = Phase switch
        {
            ResourcePhase.Completed when !IsSent => (OutcomeKind.Unchanged, null, null),
            ResourcePhase.Completed => (
                Change.Deletes ? OutcomeKind.Deleted : Change.Creates ? OutcomeKind.Created : OutcomeKind.Updated, null, null),
            ResourcePhase.Failed => (OutcomeKind.Failed, Failure!.Code, Failure.Message),
            ResourcePhase.Skipped => (OutcomeKind.Skipped, null, Message),
            _ when IsSent => (
                OutcomeKind.Unknown, null, (string?)"a request was sent; its effect was not confirmed before the run ended"),
            _ when failure is not null => (OutcomeKind.Failed, failure.Code, $"nothing was sent for it: {failure.Message}"),
            _ => (OutcomeKind.Skipped, null, Stopped),
        };
        return new(Change.Kind, Change.Name, Change.CloudName, Id, kind, code, message);
    }
}
