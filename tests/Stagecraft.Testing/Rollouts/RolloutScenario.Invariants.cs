using Stagecraft.Engine.Clouds;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Testing.Clouds;

namespace Stagecraft.Testing.Rollouts;

/// <summary>What must hold at each write and in each report, and what people do.</summary>
public sealed partial class RolloutScenario
{
    /// <summary>A run sends a write.</summary>
    internal void Sending(RolloutLink link, MemoryRequest request)
    {
        Require(link.Plan is not null, $"a plan sends a write: {request}");
        Require(request.Ids.All(id => id != _foreign.Id), $"a write to the foreign machine: {request}");
        foreach (DeclaredHost created in request.Order?.Hosts ?? [])
        {
            MemoryMachine[] there = [.. _cloud.Existing.Where(m => m.Name == created.MachineName && !m.IsDeleting)];
            Require(
                there.Length == 0 || _running > 1 || _cloud.Traits.Repeat != RepeatedCreate.MayDuplicate,
                $"a second machine is created: {request}");
        }

        bool takesAway = request.Kind == MemoryRequestKind.Delete
            || request.Update is { Action: MachineAction.Shutdown or MachineAction.PowerOff };
        if (takesAway && request.Ids is [var id] && _cloud.Find(id) is { } machine && _probe.IsReady(machine))
        {
            RequireAvailability(machine, request);
        }
    }

    /// <summary>A machine that is ready becomes unavailable: then at most <c>max_unavailable</c> hosts of its role are, apart from those
    /// that people have just disturbed.</summary>
    private void RequireAvailability(MemoryMachine machine, MemoryRequest request)
    {
        // A duplicate leaves the other machine of its host.
        bool isHost = !_cloud.Existing.Any(m => m.Name == machine.Name && m.Id != machine.Id && _probe.IsReady(m));
        if (_file.Hosts.FirstOrDefault(h => h.MachineName == machine.Name) is not { } host || !isHost)
        {
            return;
        }

        string[] unavailable =
        [
            .. _file.Hosts.Where(h => h.Role == host.Role && h.Name != host.Name && !_probe.IsReady(h.MachineName) && !IsExcused(h))
                .Select(h => h.Name),
        ];
        int most = _file.MaxUnavailable * Math.Max(1, _running);
        Require(
            unavailable.Length + 1 <= most, $"{host.Name} is taken away while {string.Join(", ", unavailable)} is not ready: {request}");
    }

    // A run cannot know what happens after its last read.
    private bool IsExcused(DeclaredHost host) =>
        _disturbed.TryGetValue(host.Name, out TimeSpan at)
            && _time.Elapsed - at < TimeSpan.FromSeconds(30) + _cloud.Traits.Settle + _cloud.Traits.Lag;

    private void Check(InfraPlan plan, ApplyReport report)
    {
        foreach (HostOutcome outcome in report.Hosts.Where(h => h.Kind is OutcomeKind.Created or OutcomeKind.Updated))
        {
            bool isDisturbed = _disturbed.ContainsKey(outcome.Name!) || _running > 1;
            bool isProbed = outcome.Kind == OutcomeKind.Created || outcome.Message is null; // A host with drift is not probed.
            Require(
                isDisturbed || !isProbed || _probe.IsReady(outcome.MachineName), $"{outcome.Name} is reported as {outcome.Kind}, and it is not ready");
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
