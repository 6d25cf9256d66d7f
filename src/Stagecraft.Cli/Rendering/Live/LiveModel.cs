namespace Stagecraft.Cli.Rendering.Live;

/// <summary>The state of each host of a run, from its plan and its events. Events come on one thread, snapshots are taken on
/// others.</summary>
internal sealed class LiveModel
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly bool _isSandbox;
    private readonly long _start;
    private readonly List<LiveRow> _rows = [];
    private readonly Dictionary<string, int> _hosts = new(StringComparer.Ordinal);
    private readonly Dictionary<ResourceId, int> _deletions = [];
    private readonly Dictionary<string, LiveNote> _notes = new(StringComparer.Ordinal);

    internal LiveModel(InfraPlan plan, TimeProvider time, bool isSandbox = false)
    {
        (_time, _isSandbox) = (time, isSandbox);
        _start = time.GetTimestamp();
        ResourceChange[] changes = [.. plan.Changes.OrderBy(c => c.Name, NaturalOrder.Instance)];
        foreach (ResourceChange host in changes.Where(c => c.Deletes))
        {
            _deletions[host.Id!.Value] = Add("-", Words.Host(host.Name, host.CloudName), host.Actual(HostField.Role));
        }

        foreach (ResourceChange host in changes.Where(c => c.Creates))
        {
            _hosts[host.NewCloudName] = Add("+", Words.Host(host.Name, host.CloudName), host.Declared(HostField.Role));
        }

        foreach (ResourceChange host in changes.Where(c => c.Actions == ResourceActions.Update))
        {
            _hosts[host.CloudName] = Add("!", Words.Host(host.Name, host.CloudName), role: null);
        }
    }

    internal void On(InfraEvent happened)
    {
        lock (_lock)
        {
            if (LiveNote.Of(happened, _time) is { } note)
            {
                _notes[note.Key] = note;
            }
            else if (happened is HostEvent e)
            {
                foreach (int row in RowsOf(e))
                {
                    _rows[row] = Timed(_rows[row].Next(e, _isSandbox));
                }
            }
        }
    }

    internal LiveSnapshot Snapshot()
    {
        lock (_lock)
        {
            long now = _time.GetTimestamp();
            return new LiveSnapshot([.. _rows], [.. _notes.Values.Where(n => n.Until > now).OrderBy(n => n.Until)], _start, now, _time);
        }
    }

    /// <summary>The time from the first event of a host to the event that ended it; null without such an event.</summary>
    internal TimeSpan? TimeOf(HostOutcome host)
    {
        lock (_lock)
        {
            bool isKnown = (host.Id is { } id && _deletions.TryGetValue(id, out int row)) || _hosts.TryGetValue(host.MachineName, out row);
            return isKnown && _rows[row] is { Started: { } started, Ended: { } ended } ? _time.GetElapsedTime(started, ended) : null;
        }
    }

    private int[] RowsOf(HostEvent e) => e switch
    {
        HostSkipped => SkippedRows(e),
        HostDeleting or HostDeleted => [RowOf(_deletions, e.Id!.Value, "-", e)],
        { Id: { } id } when e is HostFailed && _deletions.TryGetValue(id, out int deletion) => [deletion],
        _ => [RowOf(_hosts, e.MachineName, e is HostUpdating ? "!" : " ", e)],
    };

    // Either a create that was not sent after all; or all deletions of the droplet's name that have not begun.
    private int[] SkippedRows(HostEvent e)
    {
        if (_hosts.TryGetValue(e.MachineName, out int host) && _rows[host].Stage is LiveStage.Creating or LiveStage.Unclear)
        {
            return [host];
        }

        string name = Words.Host(e.Name, e.MachineName);
        return [.. _deletions.Values.Where(r => _rows[r].Stage == LiveStage.Queued && _rows[r].Name == name)];
    }

    private int RowOf<T>(Dictionary<T, int> rows, T key, string sign, HostEvent e)
        where T : notnull
    {
        if (!rows.TryGetValue(key, out int row))
        {
            rows[key] = row = Add(sign, Words.Host(e.Name, e.MachineName), role: null);
        }

        return row;
    }

    private int Add(string sign, string name, string? role)
    {
        _rows.Add(new LiveRow(sign, name, role, LiveStage.Queued));
        return _rows.Count - 1;
    }

    private LiveRow Timed(LiveRow row)
    {
        long now = _time.GetTimestamp();
        return row with
        {
            Started = row.Started ?? (row.Stage == LiveStage.Skipped ? null : now),
            Ended = row.IsDone || row.Stage == LiveStage.Failed ? now : null,
        };
    }
}
