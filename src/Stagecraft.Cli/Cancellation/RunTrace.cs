using System.Collections.Immutable;
using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Rendering;

namespace Stagecraft.Cli.Cancellation;

/// <summary>The known state of a run, from its plan and its events. Immutable, so that any thread can read it.</summary>
internal sealed record RunTrace
{
    private const string Unsent = "no request was sent for it";
    private const string NotUpdated = "its update was not requested";
    private const string Sent = "its create request was sent; whether it exists is unknown";

    /// <summary>The cloud's word for a machine.</summary>
    private string Machine { get; init; } = "";

    /// <summary>The declared hosts, by machine name.</summary>
    private ImmutableSortedDictionary<string, HostOutcome> Hosts { get; init; } =
        ImmutableSortedDictionary.Create<string, HostOutcome>(StringComparer.Ordinal);

    private ImmutableSortedDictionary<ResourceId, HostOutcome> Deletions { get; init; } =
        ImmutableSortedDictionary<ResourceId, HostOutcome>.Empty;

    /// <summary>The machine names of the hosts whose create request was sent.</summary>
    private ImmutableHashSet<string> Creating { get; init; } = ImmutableHashSet.Create<string>(StringComparer.Ordinal);

    /// <summary>The machine names of the hosts whose update was sent, by id.</summary>
    private ImmutableDictionary<ResourceId, string> Updating { get; init; } = ImmutableDictionary<ResourceId, string>.Empty;

    /// <summary>The machines whose snapshot was requested or is complete.</summary>
    private ImmutableHashSet<ResourceId> Snapshots { get; init; } = [];

    /// <summary>The resources other than hosts.</summary>
    private ResourceTrace Resources { get; init; } = new([], HasSent: false);

    /// <summary>The state before the first event.</summary>
    internal static RunTrace Of(InfraPlan plan)
    {
        ResourceChange[] changes = [.. plan.Changes.Where(c => c.Kind == ResourceKind.Host)];
        IEnumerable<HostOutcome> hosts = changes.Where(c => c.Actions != ResourceActions.Delete).Select(c => c.Creates
            ? new HostOutcome(c.Name, c.NewCloudName, OutcomeKind.Skipped, Message: Unsent)
            : new HostOutcome(
                c.Name,
                c.CloudName,
                OutcomeKind.Unchanged,
                c.Id,
                Message: c.Actions == ResourceActions.Update && !c.HasDrift ? NotUpdated : null));
        IEnumerable<HostOutcome> deletions = changes.Where(c => c.Deletes)
            .Select(c => new HostOutcome(c.Name, c.CloudName, OutcomeKind.Skipped, c.Id, Message: Unsent));
        RunTrace trace = new RunTrace();
        return trace with
        {
            Hosts = trace.Hosts.SetItems(hosts.Select(h => KeyValuePair.Create(h.MachineName, h))),
            Deletions = trace.Deletions.SetItems(deletions.Select(d => KeyValuePair.Create(d.Id!.Value, d))),
            Resources = ResourceTrace.Of(plan, Unsent),
            Machine = Clouds.Of(plan.Provider).Terms.Machine,
        };
    }

    /// <summary>Whether a request was sent that may have changed the cloud.</summary>
    internal bool HasSent =>
        Creating.Count > 0
        || Updating.Count > 0
        || Snapshots.Count > 0
        || Resources.HasSent
        || Deletions.Values.Any(d => d.Kind is not OutcomeKind.Skipped);

    /// <summary>The message for the first signal. spec/cli/infra.md, 6.1.</summary>
    internal string Stopping
    {
        get
        {
            if (!HasSent)
            {
                return "stopping: no requests were sent; press Ctrl-C again to exit immediately";
            }

            string[] inFlight =
            [
                .. Phrase("create of", Hosts.Values.Where(h => h is { Kind: OutcomeKind.Unknown, Id: null })),
                .. Phrase("delete of", Deletions.Values.Where(d => d.Kind == OutcomeKind.Unknown)),
                .. Phrase("update of", Hosts.Values.Where(
                    h => h is { Kind: OutcomeKind.Unknown, Id: { } id } && Updating.ContainsKey(id))),
                .. Phrase("change of", Resources.Outcomes.Where(r => r.Outcome == OutcomeKind.Unknown)
                    .Select(r => Words.Resource(r.Kind, r.Name, r.CloudName))),
            ];
            string waiting = inFlight.Length == 0 ? "" : $"waiting for requests in flight ({string.Join("; ", inFlight)}), ";
            return $"stopping: no new requests; {waiting}then a final check; press Ctrl-C again to exit immediately";
        }
    }

    /// <summary>The report of the run as if it ended now.</summary>
    internal ApplyReport Report => new ApplyReport([.. Hosts.Values, .. Deletions.Values])
    {
        Resources = Resources.Outcomes,
        IsInterrupted = true,
    }.Sorted();

    internal RunTrace With(InfraEvent happened) => happened switch
    {
        HostCreating e => Host(e, OutcomeKind.Unknown, null, Sent) with { Creating = Creating.Add(e.MachineName) },
        HostCreateIndeterminate e =>
            Host(e, OutcomeKind.Unknown, null, "its create request got no definitive response; whether it exists is unknown"),
        HostWaiting e => Host(e, OutcomeKind.Unknown, e.Id, $"{Machine} {e.Id} exists; it is not confirmed as ready"),
        HostReady e => Ready(e),
        HostProbing e => Readiness(e, null, $"it was not confirmed as ready ({e.Wait}) before the run was stopped"),
        HostReachable e => Readiness(e, e.Wait, null),
        HostSnapshot e => Saved(e),
        HostDeleting e =>
            Deletion(
                e, e.Id, OutcomeKind.Unknown, $"the delete of {Machine} {e.Id} was requested and is not confirmed"),
        HostDeleteDelayed e =>
            Deletion(e, e.Id, OutcomeKind.Unknown, $"its deletion was refused for now and is not confirmed: {e.Message}"),
        HostDeleted e => Deletion(e, e.Id, OutcomeKind.Deleted, null),
        HostUpdating e => Without(e.Id).Host(e, OutcomeKind.Unknown, e.Id, "its update was requested and is not confirmed") with
        {
            Updating = Updating.Add(e.Id, e.MachineName),
        },
        HostUpdated e => Updated(e),
        HostFailed e => Failed(e),
        HostSkipped e => Skipped(e),
        ResourceEvent e => this with { Resources = Resources.With(e) },
        _ => this,
    };

    private RunTrace Ready(HostReady e)
    {
        OutcomeKind kind = Creating.Contains(e.MachineName) ? OutcomeKind.Created
            : Updating.ContainsKey(e.Id) ? OutcomeKind.Updated
            : OutcomeKind.Unchanged;
        return With(new HostOutcome(e.Name, e.MachineName, kind, e.Id) { PublicIpv4 = e.PublicIpv4, PrivateIpv4 = e.PrivateIpv4 });
    }

    // The new machine of a surge has the name of its host from now on (spec/providers/cloud/interface.md, 10.15).
    private RunTrace Updated(HostUpdated e)
    {
        bool isNew = Creating.Contains(e.MachineName)
            || (Updating.TryGetValue(e.Id, out string? before) && Creating.Contains(before));
        string? name = Hosts.GetValueOrDefault(e.MachineName)?.Name ?? e.Name;
        return Without(e.Id).With(new HostOutcome(name, e.MachineName, isNew ? OutcomeKind.Created : OutcomeKind.Updated, e.Id));
    }

    // A machine may have been renamed since the plan was made.
    private RunTrace Without(ResourceId id) =>
        this with { Hosts = Hosts.RemoveRange([.. Hosts.Where(h => h.Value.Id == id).Select(h => h.Key)]) };

    private RunTrace Failed(HostFailed e) => e.Id is { } id && Deletions.ContainsKey(id)
        ? Deletion(e, id, OutcomeKind.Failed, e.Message, e.Code)
        : (e.Id is { } known ? Without(known) : this).With(new HostOutcome(e.Name, e.MachineName, OutcomeKind.Failed, e.Id)
        {
            Code = e.Code,
            Message = e.Message,

            // The event does not show whether the machine is still listed.
            IsMissing = e is { Id: not null, Code: ErrorCodes.MachineCreateFailed },
        });

    // Either a create that was not sent after all; or all deletions of the machine's name that have not begun.
    private RunTrace Skipped(HostSkipped e) => Hosts.GetValueOrDefault(e.MachineName) is { Kind: OutcomeKind.Unknown, Id: null }
        ? Host(e, OutcomeKind.Skipped, null, e.Reason) with { Creating = Creating.Remove(e.MachineName) }
        : this with
        {
            Deletions = Deletions.SetItems(Deletions
                .Where(d => d.Value.Kind == OutcomeKind.Skipped && d.Value.MachineName == e.MachineName)
                .Select(d => KeyValuePair.Create(d.Key, d.Value with { Message = e.Reason }))),
        };

    private RunTrace Host(HostEvent e, OutcomeKind kind, ResourceId? id, string? message, string? code = null) =>
        With(new HostOutcome(e.Name, e.MachineName, kind, id, Code: code, Message: message));

    private RunTrace With(HostOutcome host) => this with { Hosts = Hosts.SetItem(host.MachineName, host) };

    private RunTrace Readiness(MachineEvent e, string? ready, string? message)
    {
        HostOutcome known = Hosts.GetValueOrDefault(e.MachineName)
            ?? new HostOutcome(e.Name, e.MachineName, OutcomeKind.Unchanged, e.Id);
        return With(known with { Ready = ready, Message = message });
    }

    private RunTrace Deletion(HostEvent e, ResourceId id, OutcomeKind kind, string? message, string? code = null) =>
        this with
        {
            Deletions = Deletions.SetItem(id, new HostOutcome(e.Name, e.MachineName, kind, id, Code: code, Message: message)
            {
                Snapshot = Deletions.GetValueOrDefault(id)?.Snapshot,
            }),
        };

    private RunTrace Saved(HostSnapshot e)
    {
        bool isComplete = e.State == SnapshotState.Complete;
        string message = $"no delete was sent for it; its snapshot {e.Snapshot} is {(isComplete ? "complete" : "not confirmed")}";
        HostOutcome outcome = new(e.Name, e.MachineName, OutcomeKind.Skipped, e.Id, Message: message)
        {
            Snapshot = isComplete ? e.Snapshot : null,
        };
        return this with { Deletions = Deletions.SetItem(e.Id, outcome), Snapshots = Snapshots.Add(e.Id) };
    }

    private static string[] Phrase(string verb, IEnumerable<HostOutcome> outcomes) =>
        Phrase(verb, outcomes.Select(o => Words.Host(o.Name, o.MachineName)));

    private static string[] Phrase(string verb, IEnumerable<string> resources)
    {
        string[] names = [.. resources.Order(StringComparer.Ordinal)];
        return names.Length == 0 ? [] : [$"{verb} {Words.Some(names)}"];
    }
}
