using Stagecraft.Engine.Clouds;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Testing.Clouds;

namespace Stagecraft.Testing.Rollouts;

/// <summary>What must hold at each write and in each report, and what people do.</summary>
public sealed partial class RolloutScenario
{
    private const StringComparison Ordinal = StringComparison.Ordinal;

    /// <summary>The machines that a run has switched off, and no run has reported as on again.</summary>
    private readonly HashSet<ResourceId> _switchedOff = [];

    /// <summary>When runs switched machines off or deleted them.</summary>
    private readonly Dictionary<(string Machine, RolloutLink Link), TimeSpan> _acted = [];

    /// <summary>The machines that incomplete runs have created with a selection, by the image of their file.</summary>
    private readonly Dictionary<ResourceId, (string Selection, int Image)> _replacements = [];

    /// <summary>A run sends a write.</summary>
    internal void Sending(RolloutLink link, MemoryRequest request)
    {
        if (request.Update is { Action: { } action })
        {
            Acting(link, action, request.Ids[0]);
        }

        // All hosts are replaced.
        foreach (ResourceId unmarked in request.Update is { RemoveTags: ["stagecraft-replaced"] } ? request.Ids : [])
        {
            _replacements.Remove(unmarked);
            Require(!link.HasSkipped, "the tag of a replaced host is removed although a host was skipped");
        }

        if (request.Kind == MemoryRequestKind.Delete && _replacements.TryGetValue(request.Ids[0], out (string Selection, int Image) made))
        {
            bool isPlanned = link.Plan!.HostChanges.Any(c => c.Id == request.Ids[0] && c.Reason == DeleteReason.Replace);
            bool isContinued = isPlanned && made == (link.Selection, _file.Image) && !link.HasOverlapped && !IsDisturbed(request.Ids[0]);
            Require(!isContinued, $"a host is replaced a second time by the same command: {request}");
        }

        Require(link.Plan is not null, $"a plan sends a write: {request}");
        Require(request.Ids.All(id => id != _foreign.Id), $"a write to the unmanaged machine: {request}");
        RequireSingle(link, request);
        if (request.Kind == MemoryRequestKind.Delete && link.HasSnapshots && _cloud.Find(request.Ids[0]) is { } saved)
        {
            bool isPlanned = link.Plan!.HostChanges.Any(c => c.Id == saved.Id && c.Deletes);
            Require(!isPlanned || saved.Snapshots.Any(), $"a machine is deleted without a snapshot: {request}");
        }

        bool takesAway = request.Kind == MemoryRequestKind.Delete
            || request.Update is { Action: MachineAction.Shutdown or MachineAction.PowerOff };
        if (takesAway && request.Ids is [var id] && _cloud.Find(id) is { } machine)
        {
            // A group has one host then. A duplicate is deleted at any time.
            bool isGroup = _file is { MaxUnavailable: 1, HasDatabase: false } && !_acted.ContainsKey((machine.Name, link))
                && (request.Update is not null || link.Plan!.HostChanges.Any(c => c.Id == id && c.Reason == DeleteReason.Replace));
            Require(
                !isGroup || link.Failed.All(f => $"staging-{f}" == machine.Name), $"a group begins after a failure: {request}");
            _acted[(machine.Name, link)] = _time.Elapsed;
            if (link.Plan!.Surge && link.Plan.HostChanges.Any(c => c.Id == id && c.Reason == DeleteReason.Replace))
            {
                RequireNext(link, machine, request);
            }
            else if (_probe.IsReady(machine))
            {
                RequireAvailability(link, machine, request);
            }
        }
    }

    /// <summary>A host, and each host with a temporary name, has at most one machine.</summary>
    private void RequireSingle(RolloutLink link, MemoryRequest request)
    {
        foreach (DeclaredHost created in request.Order?.Hosts ?? [])
        {
            // The tag states the host during a rename.
            MemoryMachine[] there =
            [
                .. _cloud.Existing.Where(
                    m => m.Name == created.MachineName && !m.IsDeleting && !m.Has($"stagecraft-host-{created.Name}-next")),
            ];
            RequireSurge(link, created, request);
            Require(
                there.Length == 0 || link.HasOverlapped || _cloud.Traits.Repeat != RepeatedCreate.MayDuplicate,
                $"a second machine is created: {request}");
        }
    }

    /// <summary>A run has created machines.</summary>
    internal void Created(RolloutLink link, IReadOnlyList<MemoryMachine> machines)
    {
        foreach (MemoryMachine machine in machines.Where(m => link.Selection.Contains("role:app", StringComparison.Ordinal)
            && _file.Hosts.Any(h => (h.MachineName == m.Name || h.MachineName + "-next" == m.Name) && h.Role == "app")))
        {
            _replacements[machine.Id] = (link.Selection, _file.Image);
        }
    }

    private void Acting(RolloutLink link, MachineAction action, ResourceId id)
    {
        if (action is MachineAction.Shutdown or MachineAction.PowerOff)
        {
            _switchedOff.Add(id);
        }

        if (action is MachineAction.Shutdown)
        {
            link.ShutdownAt.TryAdd(id, _time.Elapsed);
        }

        // An earlier run can have asked for the shutdown. This run asks for it too.
        Require(
            action is not MachineAction.PowerOff
                || (link.ShutdownAt.TryGetValue(id, out TimeSpan at) && _time.Elapsed - at >= TimeSpan.FromSeconds(60)),
            $"machine {id} is switched off without time for a shutdown");
        Require(
            action is not MachineAction.Resize || _cloud.Find(id)?.Tags.Any(t => t.StartsWith("stagecraft-resizing", Ordinal)) != false,
            $"machine {id} is resized without the intent tag");
    }

    private bool IsDisturbed(ResourceId id) =>
        _cloud.Find(id) is { } machine && _disturbed.ContainsKey(machine.Name["staging-".Length..]);

    /// <summary>What a run without faults and selections must leave: no resize is unfinished, and everything that runs have switched off is
    /// on.</summary>
    private void CheckResumed()
    {
        foreach (MemoryMachine machine in _cloud.Existing.Where(m => m.IsLive && m.Has("stagecraft")))
        {
            Require(
                !machine.Tags.Any(t => t.StartsWith("stagecraft-resizing", Ordinal)), $"the resize of {machine.Name} is unfinished");
            Require(
                IsDisturbed(machine.Id) || !_switchedOff.Contains(machine.Id) || machine.Truth.State == MachineState.Running,
                $"a run has switched off {machine.Name}, and it is still off");
        }
    }

    /// <summary>A machine that is ready becomes unavailable: then at most <c>max_unavailable</c> hosts of its role are, apart from those
    /// that people have just disturbed.</summary>
    private void RequireAvailability(RolloutLink link, MemoryMachine machine, MemoryRequest request)
    {
        // A duplicate leaves the other machine of its host.
        bool isHost = !_cloud.Existing.Any(m => m.Name == machine.Name && m.Id != machine.Id && _probe.IsReady(m));
        if (_file.Hosts.FirstOrDefault(h => h.MachineName == machine.Name) is not { } host || !isHost || IsExcused(host, link))
        {
            return;
        }

        string[] unavailable =
        [
            .. _file.Hosts.Where(h => h.Role == host.Role && h.Name != host.Name && !_probe.IsReady(h.MachineName) && !IsExcused(h, link))
                .Select(h => h.Name),
        ];
        int most = _file.MaxUnavailable * (link.HasOverlapped ? 2 : 1);
        Require(
            unavailable.Length + 1 <= most, $"{host.Name} is stopped while {string.Join(", ", unavailable)} is not ready: {request}");
    }

    /// <summary>A machine that only needs the name of its host is not replaced by another one (interface.md 10.16).</summary>
    private void RequireSurge(RolloutLink link, DeclaredHost created, MemoryRequest request)
    {
        string next = created.Name + "-next";
        MemoryMachine[] added = [.. _cloud.Existing.Where(m => m.Has("stagecraft") && m.IsLive && HostOf(m).EndsWith("-next", Ordinal))];
        bool isLeft = added.Any(m => HostOf(m) == next)
            && link.Plan!.HostChanges.Any(c => c.Name == created.Name && c.Actions == ResourceActions.Create);
        Require(
            !isLeft || link.HasOverlapped || _disturbed.ContainsKey(created.Name) || _disturbed.ContainsKey(next),
            $"a host is created although its new machine exists: {request}");

        static string HostOf(MemoryMachine machine) =>
            machine.Tags.FirstOrDefault(t => t.StartsWith("stagecraft-host-", Ordinal))?["stagecraft-host-".Length..]
            ?? machine.Name["staging-".Length..];
    }

    /// <summary>A surge deletes a machine only while the new one of its host is ready (interface.md 10.15).</summary>
    private void RequireNext(RolloutLink link, MemoryMachine machine, MemoryRequest request)
    {
        string host = machine.Name["staging-".Length..];
        bool isReplaced = _cloud.Existing.Any(m => (m.Name == machine.Name || m.Name == machine.Name + "-next") && m.Id != machine.Id
            && m.Has("stagecraft") && _probe.IsReady(m));
        TimeSpan disturbed = new[] { host, host + "-next" }.Max(h => _disturbed.GetValueOrDefault(h, TimeSpan.MinValue));
        bool isExcused = disturbed > TimeSpan.MinValue && _time.Elapsed - disturbed < TimeSpan.FromSeconds(150) + _cloud.Traits.Settle;
        Require(isReplaced || isExcused || link.HasOverlapped, $"{host} is deleted while its new machine is not ready: {request}");
    }

    // A run cannot know what people and other runs do after the read before a group, and reads can be slow.
    private bool IsExcused(DeclaredHost host, RolloutLink link) =>
        _acted.Where(a => a.Key.Machine == host.MachineName && a.Key.Link != link).Select(a => a.Value)
            .Append(_disturbed.GetValueOrDefault(host.Name, TimeSpan.MinValue)).Max() is var at && at > TimeSpan.MinValue
            && _time.Elapsed - at < TimeSpan.FromSeconds(150) + _cloud.Traits.Settle + _cloud.Traits.Lag;

    /// <summary>A refused resize leaves the machine on.</summary>
    private void CheckRefused(RolloutLink link, ApplyReport report)
    {
        foreach (HostOutcome outcome in report.Hosts.Where(h => h is { Kind: OutcomeKind.Failed, Id: not null }
            && h.Message!.Contains("was not updated: API error: invalid request", Ordinal)))
        {
            Require(
                link.HasOverlapped || IsDisturbed(outcome.Id!.Value) || _cloud.Find(outcome.Id.Value)?.Truth.State != MachineState.Stopped,
                $"{outcome.Name} is off after its resize was refused");
        }
    }

    private void Check(RolloutLink link, InfraPlan plan, ApplyReport report)
    {
        _replacements.Clear();
        foreach (HostOutcome outcome in report.Hosts.Where(h => h.Kind is OutcomeKind.Created or OutcomeKind.Updated))
        {
            bool isDisturbed = _disturbed.ContainsKey(outcome.Name!) || link.HasOverlapped;
            bool isProbed = outcome.Kind == OutcomeKind.Created || outcome.Message is null; // A host with drift is not probed.
            Require(
                isDisturbed || !isProbed || _probe.IsReady(outcome.MachineName),
                $"{outcome.Name} is reported as {outcome.Kind}, and it is not ready");
            ResourceChange? resized = plan.HostChanges.FirstOrDefault(c => c.Name == outcome.Name
                && c.Fields.Any(f => f is { Name: HostField.Size, IsUpdated: true }));
            Require(
                isDisturbed || resized is null || _cloud.Find(outcome.Id!.Value)?.Truth.Size == resized.Declared(HostField.Size),
                $"{outcome.Name} is reported as resized, and it is not");
        }
    }

    /// <summary>A person switches a machine off, resizes it or deletes it.</summary>
    private void Disturb()
    {
        MemoryMachine[] ours = [.. _cloud.Existing.Where(m => m.IsLive && m.Has("stagecraft"))];
        if (ours.Length == 0)
        {
            return;
        }

        MemoryMachine victim = _dice.Pick(ours);
        _disturbed[victim.Name["staging-".Length..]] = _time.Elapsed;
        int act = _dice.Below(4);
        if (act == 0)
        {
            _cloud.Delete(victim);
        }
        else if (act == 1 && victim.Truth.State == MachineState.Stopped)
        {
            victim.Change(_time.Elapsed, m => m with { Size = m.Size == "small" ? "large" : "small" });
        }
        else if (!victim.Truth.IsBusy)
        {
            _cloud.SetRunning(victim, act == 2);
        }

        Log(() => $"a person disturbs {victim.Name}/{victim.Id} ({act})");
    }
}
