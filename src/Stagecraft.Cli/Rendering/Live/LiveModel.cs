using Stagecraft.Events;
using Stagecraft.Plans;

namespace Stagecraft.Cli.Rendering.Live;

/// <summary>Where each host of a run is, by its plan and its events. Events come on one thread, looks on others.</summary>
internal sealed class LiveModel
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly List<LiveRow> _rows = [];
    private readonly Dictionary<string, int> _hosts = new(StringComparer.Ordinal);
    private readonly Dictionary<MachineId, int> _deletions = [];
    private readonly Dictionary<string, LiveNote> _notes = new(StringComparer.Ordinal);

    internal LiveModel(InfraPlan plan, TimeProvider time)
    {
        _time = time;
        _start = time.GetTimestamp();
        foreach (ResourceChange host in plan.Changes.Where(c => c.Deletes))
        {
            _deletions[host.Id!.Value] = _rows.Count;
            _rows.Add(new LiveRow("-", Words.Host(host.Name, host.CloudName), host.Actual(HostField.Role), LiveStage.Queued));
        }

        foreach (ResourceChange host in plan.Changes.Where(c => c.Creates))
        {
            _hosts[host.NewCloudName] = _rows.Count;
            _rows.Add(new LiveRow("+", host.Name!, host.Declared(HostField.Role), LiveStage.Queued));
        }
    }

    internal void On(InfraEvent happened)
    {
        lock (_lock)
        {
            switch (happened)
            {
                case HostCreating e:
                    Host(e, LiveStage.Creating, "creating", $"{e.Size} in {e.Region}");
                    break;
                case HostCreateIndeterminate e:
                    Host(e, LiveStage.Unclear, "unclear", "no clear answer, looking for it");
                    break;
                case HostWaiting e:
                    Host(e, LiveStage.Waiting, e.Status == "new" ? "booting" : e.Status, Droplet(e.Id));
                    break;
                case HostReady e:
                    Host(e, LiveStage.Ready, "ready", e.PublicIpv4 ?? e.PrivateIpv4 ?? Droplet(e.Id));
                    break;
                case HostDeleting e:
                    Deletion(e, e.Id, LiveStage.Deleting, "deleting", Droplet(e.Id));
                    break;
                case HostDeleted e:
                    Deletion(e, e.Id, LiveStage.Gone, "gone", Droplet(e.Id));
                    break;
                case HostFailed { Id: { } id } e when _deletions.ContainsKey(id):
                    Deletion(e, id, LiveStage.Failed, "failed", e.Message);
                    break;
                case HostFailed e:
                    Host(e, LiveStage.Failed, "failed", e.Message);
                    break;
                case HostSkipped e:
                    Skip(e);
                    break;
                case RetryScheduled e:
                    string answer = e.Status is { } status ? $"answered {Words.Number(status)}" : "no answer";
                    Note($"{e.Method} {e.Path}", $"{e.Method} {e.Path}: {answer}, again", e.Wait);
                    break;
                case RateLimitWait e:
                    Note("rate", $"waiting for the API's rate limit ({e.Limit})", e.Wait);
                    break;
                case SettleWait e:
                    Note("settle", "waiting for the account to settle", e.Wait);
                    break;
            }
        }
    }

    internal LiveLook Look()
    {
        lock (_lock)
        {
            long now = _time.GetTimestamp();
            return new LiveLook([.. _rows], [.. _notes.Values.Where(n => n.Until > now).OrderBy(n => n.Until)], _start, now, _time);
        }
    }

    private void Host(HostEvent e, LiveStage stage, string state, string detail)
    {
        if (!_hosts.TryGetValue(e.MachineName, out int row))
        {
            _hosts[e.MachineName] = row = Add(" ", e);
        }

        Set(row, stage, state, detail);
    }

    private void Deletion(HostEvent e, MachineId id, LiveStage stage, string state, string detail)
    {
        if (!_deletions.TryGetValue(id, out int row))
        {
            _deletions[id] = row = Add("-", e);
        }

        Set(row, stage, state, detail);
    }

    // A create that was held back; or deletions, all of a droplet's name, that have not begun.
    private void Skip(HostSkipped e)
    {
        if (_hosts.TryGetValue(e.MachineName, out int host) && _rows[host].Stage is LiveStage.Creating or LiveStage.Unclear)
        {
            Set(host, LiveStage.Skipped, "skipped", e.Reason);
            return;
        }

        string name = Words.Host(e.Name, e.MachineName);
        foreach (int row in _deletions.Values.Where(r => _rows[r].Stage == LiveStage.Queued && _rows[r].Name == name))
        {
            Set(row, LiveStage.Skipped, "skipped", e.Reason);
        }
    }

    private int Add(string sign, HostEvent e)
    {
        _rows.Add(new LiveRow(sign, Words.Host(e.Name, e.MachineName), null, LiveStage.Queued));
        return _rows.Count - 1;
    }

    private void Set(int row, LiveStage stage, string state, string detail)
    {
        long now = _time.GetTimestamp();
        bool isThrough = stage is LiveStage.Ready or LiveStage.Gone or LiveStage.Failed;
        _rows[row] = _rows[row] with
        {
            Stage = stage,
            State = state,
            Detail = detail,
            Started = _rows[row].Started ?? (stage == LiveStage.Skipped ? null : now),
            Ended = isThrough ? now : null,
        };
    }

    private void Note(string key, string text, TimeSpan wait) =>
        _notes[key] = new LiveNote(text, _time.GetTimestamp() + (long)(wait.TotalSeconds * _time.TimestampFrequency));

    private static string Droplet(MachineId id) => $"droplet {id}";
}
