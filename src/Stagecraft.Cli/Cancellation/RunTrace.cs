using System.Collections.Immutable;
using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Rendering;

namespace Stagecraft.Cli.Cancellation;

/// <summary>The known state of a run, from its plan and its events. Immutable, so that any thread can read it.</summary>
internal sealed record RunTrace
{
    private const string Unsent = "no request was sent for it";
    private const string Unprotected = "its protection was not requested";
    private const string Sent = "its create request was sent; whether it exists is unknown";

    /// <summary>The declared hosts, by machine name.</summary>
    private ImmutableSortedDictionary<string, HostOutcome> Hosts { get; init; } =
        ImmutableSortedDictionary.Create<string, HostOutcome>(StringComparer.Ordinal);

    /// <summary>The droplets to delete.</summary>
    private ImmutableSortedDictionary<MachineId, HostOutcome> Deletions { get; init; } =
        ImmutableSortedDictionary<MachineId, HostOutcome>.Empty;

    /// <summary>The machine names of the hosts whose create request was sent.</summary>
    private ImmutableHashSet<string> Creating { get; init; } = ImmutableHashSet.Create<string>(StringComparer.Ordinal);

    /// <summary>The machine names of the hosts whose protection was sent, by id.</summary>
    private ImmutableDictionary<MachineId, string> Protecting { get; init; } = ImmutableDictionary<MachineId, string>.Empty;

    /// <summary>The state before the first event.</summary>
    internal static RunTrace Of(InfraPlan plan)
    {
        IEnumerable<HostOutcome> hosts = plan.Changes.Where(c => c.Actions != ResourceActions.Delete).Select(c => c.Creates
            ? new HostOutcome(c.Name, c.NewCloudName, HostOutcomeKind.Skipped, Message: Unsent)
            : new HostOutcome(
                c.Name,
                c.CloudName,
                HostOutcomeKind.Unchanged,
                c.Id,
                Message: c.Actions == ResourceActions.Update && !c.HasDrift ? Unprotected : null));
        IEnumerable<HostOutcome> deletions = plan.Changes.Where(c => c.Deletes)
            .Select(c => new HostOutcome(c.Name, c.CloudName, HostOutcomeKind.Skipped, c.Id, Message: Unsent));
        RunTrace trace = new RunTrace();
        return trace with
        {
            Hosts = trace.Hosts.SetItems(hosts.Select(h => KeyValuePair.Create(h.MachineName, h))),
            Deletions = trace.Deletions.SetItems(deletions.Select(d => KeyValuePair.Create(d.Id!.Value, d))),
        };
    }

    /// <summary>Whether a request was sent that may have changed the cloud.</summary>
    internal bool HasSent => Creating.Count > 0 || Protecting.Count > 0 || Deletions.Values.Any(d => d.Kind is not HostOutcomeKind.Skipped);

    /// <summary>The hosts whose create request was sent and whose droplet is not known yet.</summary>
    internal IEnumerable<string> CreatesInFlight => Names(Hosts.Values.Where(h => h is { Kind: HostOutcomeKind.Unknown, Id: null }));

    /// <summary>The hosts whose delete request was sent and is not confirmed yet.</summary>
    internal IEnumerable<string> DeletesInFlight => Names(Deletions.Values.Where(d => d.Kind == HostOutcomeKind.Unknown));

    /// <summary>The hosts whose protection was sent and is not confirmed yet.</summary>
    internal IEnumerable<string> ProtectionsInFlight =>
        Names(Hosts.Values.Where(h => h is { Kind: HostOutcomeKind.Unknown, Id: { } id } && Protecting.ContainsKey(id)));

    /// <summary>The report of the run as if it ended now.</summary>
    internal ApplyReport Report =>
        new ApplyReport([.. Hosts.Values, .. Deletions.Values]) { IsInterrupted = true }.Sorted();

    /// <summary>The state after an event.</summary>
    internal RunTrace With(InfraEvent happened) => happened switch
    {
        HostCreating e => Host(e, HostOutcomeKind.Unknown, null, Sent) with { Creating = Creating.Add(e.MachineName) },
        HostCreateIndeterminate e =>
            Host(e, HostOutcomeKind.Unknown, null, "its create request got no definitive response; whether it exists is unknown"),
        HostWaiting e => Host(e, HostOutcomeKind.Unknown, e.Id, $"{DigitalOceanTerms.Machine} {e.Id} exists; it is not confirmed as ready"),
        HostReady e => Host(e, KindOf(e), e.Id, null).Addressed(e.MachineName, e.PublicIpv4, e.PrivateIpv4),
        HostProbing e => Readiness(e, null, $"it was not confirmed as ready ({e.Wait}) before the run was stopped"),
        HostReachable e => Readiness(e, e.Wait, null),
        HostDeleting e =>
            Deletion(
                e, e.Id, HostOutcomeKind.Unknown, $"the delete of {DigitalOceanTerms.Machine} {e.Id} was requested and is not confirmed"),
        HostDeleteDelayed e =>
            Deletion(e, e.Id, HostOutcomeKind.Unknown, $"its deletion was refused for now and is not confirmed: {e.Message}"),
        HostDeleted e => Deletion(e, e.Id, HostOutcomeKind.Deleted, null),
        HostProtecting e => Without(e.Id).Host(e, HostOutcomeKind.Unknown, e.Id, "its protection was requested and is not confirmed") with
        {
            Protecting = Protecting.Add(e.Id, e.MachineName),
        },
        HostProtected e => Host(e, HostOutcomeKind.Protected, e.Id, null),
        HostFailed e => Failed(e),
        HostSkipped e => Skipped(e),
        _ => this,
    };

    private HostOutcomeKind KindOf(HostReady e) =>
        Creating.Contains(e.MachineName) ? HostOutcomeKind.Created
        : Protecting.ContainsKey(e.Id) ? HostOutcomeKind.Protected
        : HostOutcomeKind.Unchanged;

    // A machine may have been renamed since the plan was made.
    private RunTrace Without(MachineId id) =>
        this with { Hosts = Hosts.RemoveRange([.. Hosts.Where(h => h.Value.Id == id).Select(h => h.Key)]) };

    private RunTrace Failed(HostFailed e) => e.Id is { } id && Deletions.ContainsKey(id)
        ? Deletion(e, id, HostOutcomeKind.Failed, e.Message, e.Code)
        : (e.Id is { } known ? Without(known) : this).Host(e, HostOutcomeKind.Failed, e.Id, e.Message, e.Code);

    // Either a create that was not sent after all; or all deletions of the droplet's name that have not begun.
    private RunTrace Skipped(HostSkipped e) => Hosts.GetValueOrDefault(e.MachineName) is { Kind: HostOutcomeKind.Unknown, Id: null }
        ? Host(e, HostOutcomeKind.Skipped, null, e.Reason) with { Creating = Creating.Remove(e.MachineName) }
        : this with
        {
            Deletions = Deletions.SetItems(Deletions
                .Where(d => d.Value.Kind == HostOutcomeKind.Skipped && d.Value.MachineName == e.MachineName)
                .Select(d => KeyValuePair.Create(d.Key, d.Value with { Message = e.Reason }))),
        };

    private RunTrace Host(HostEvent e, HostOutcomeKind kind, MachineId? id, string? message, string? code = null) =>
        this with { Hosts = Hosts.SetItem(e.MachineName, new HostOutcome(e.Name, e.MachineName, kind, id, Code: code, Message: message)) };

    private RunTrace Readiness(MachineEvent e, string? ready, string? message)
    {
        HostOutcome known = Hosts.GetValueOrDefault(e.MachineName)
            ?? new HostOutcome(e.Name, e.MachineName, HostOutcomeKind.Unchanged, e.Id);
        return this with { Hosts = Hosts.SetItem(e.MachineName, known with { Ready = ready, Message = message }) };
    }

    private RunTrace Addressed(string dropletName, string? publicIpv4, string? privateIpv4) =>
        this with { Hosts = Hosts.SetItem(dropletName, Hosts[dropletName] with { PublicIpv4 = publicIpv4, PrivateIpv4 = privateIpv4 }) };

    private RunTrace Deletion(HostEvent e, MachineId id, HostOutcomeKind kind, string? message, string? code = null) =>
        this with { Deletions = Deletions.SetItem(id, new HostOutcome(e.Name, e.MachineName, kind, id, Code: code, Message: message)) };

    private static IEnumerable<string> Names(IEnumerable<HostOutcome> outcomes) => outcomes.Select(o => Words.Host(o.Name, o.MachineName));
}
