using System.Globalization;
using System.Text.Json;
using Stagecraft.DigitalOcean.Sandbox;
using Stagecraft.Events;
using Stagecraft.Plans;
using Stagecraft.Providers;

namespace Stagecraft.Testing.Simulation;

/// <summary>The checks of deletes.</summary>
internal sealed partial class Watch
{
    private void Deleting(StoryRun run, HttpRequestMessage request)
    {
        if (!long.TryParse(request.RequestUri!.Segments[^1], CultureInfo.InvariantCulture, out long id)
            || request.RequestUri.Query.Length > 0)
        {
            Complain($"run {run.Number} sent DELETE {request.RequestUri.PathAndQuery}, which is not by id");
            return;
        }

        _victims.Add(id);
        if (Truth(id) is not { IsDeleting: false } target)
        {
            return;
        }

        HostDeletion? planned = run.Plan?.ToDelete.FirstOrDefault(d => d.Id == id.Machine());
        if (planned is null && !_creates.Any(c => c.Key.Run == run.Number && c.Value.Contains(target.CreatedAt)))
        {
            Complain($"a delete was sent for {target.Name} ({id}), which neither the plan names nor run {run.Number} had made");
        }

        if (planned?.Reason == DeleteReason.Undeclared && run.Plan!.ToCreate.FirstOrDefault(h => !run.Ready.Contains(h.Name)) is { } open)
        {
            Complain($"a delete was sent for {target.Name} ({id}), which is not declared, before {open.Name} was ready");
        }

        if (_unmanaged.ContainsKey(id) && !(_lost.TryGetValue(id, out TimeSpan at) && world.Time.Elapsed - at < Excused))
        {
            Complain($"a delete was sent for {target.Name} ({id}), which is unmanaged");
        }

        if (_meddledWith.TryGetValue(target.Name, out TimeSpan last) && world.Time.Elapsed - last <= Excused)
        {
            return;
        }

        if (planned is { Reason: not DeleteReason.Down } && !Same(planned.MachineName, target.Name))
        {
            Complain($"a delete was sent for {target.Name} ({id}), which was {planned.MachineName} when it was planned");
        }

        CheckSurvivor(run, target, planned);
    }

    /// <summary>The survivor of a host is not deleted, and a duplicate only while the survivor is unlocked.</summary>
    private void CheckSurvivor(StoryRun run, SandboxDroplet target, HostDeletion? planned)
    {
        long id = target.Id;
        SandboxDroplet first = Ours()
            .Where(d => Same(d.Name, target.Name) && !d.IsDeleting)
            .MinBy(d => (!IsProtected(d), d.CreatedAt, d.Id)) ?? target;
        // Read as the kept droplet and deleted a moment later by a run that does not declare it.
        bool isRace = _cleared.TryGetValue(target.Name, out TimeSpan cleared) && world.Time.Elapsed - cleared <= Excused;
        bool isReplaced = planned?.Reason == DeleteReason.Replace;
        if (!run.Declared.Contains(target.Name) || isReplaced)
        {
            _cleared[target.Name] = world.Time.Elapsed;
        }

        // Protected by another run since it was read.
        isRace |= _protectedAt.TryGetValue(id, out TimeSpan protectedAt) && world.Time.Elapsed - protectedAt <= Excused;
        if (run.Declared.Contains(target.Name) && first.Id == id && !isRace && !isReplaced)
        {
            Complain($"a delete was sent for {target.Name} ({id}), which is the kept droplet");
        }

        if (IsProtected(target) && !isRace)
        {
            Complain($"a delete was sent for {target.Name} ({id}), which is protected");
        }

        if (run.Declared.Contains(target.Name) && first.Id != id && first.IsLocked && !isReplaced)
        {
            Complain($"a delete was sent for {target.Name} ({id}) while the kept droplet ({first.Id}) is locked");
        }
    }
}
