using Stagecraft.Cli.Cloud;

namespace Stagecraft.Cli.Rendering.Live;

/// <summary>The state of each host of a run, from its plan and its events. Events come on one thread, snapshots are taken on
/// others.</summary>
internal sealed class LiveModel
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly bool _isSandbox;
    private readonly string _machine;
    private readonly long _start;
    private readonly List<LiveRow> _rows = [];
    private readonly Dictionary<string, int> _hosts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _replacements = new(StringComparer.Ordinal);
    private readonly Dictionary<ResourceId, int> _deletions = [];
    private readonly Dictionary<ResourceId, TimeSpan?> _ready = [];
    private readonly List<(string Kind, string CloudName, ResourceId? Id, int Row)> _resources = [];
    private readonly Dictionary<string, LiveNote> _notes = new(StringComparer.Ordinal);

    internal LiveModel(InfraPlan plan, TimeProvider time, bool isSandbox = false)
    {
        (_time, _isSandbox, _machine) = (time, isSandbox, Clouds.Of(plan.Provider).Terms.Machine);
        _start = time.GetTimestamp();
        ILookup<bool, ResourceChange> all = plan.Changes.OrderBy(c => ResourceKind.Rank(c.Kind))
            .ThenBy(c => c.Name, NaturalOrder.Instance).ToLookup(c => c.Kind == ResourceKind.Host);
        ResourceChange[] changes = [.. all[true]];
        foreach (ResourceChange host in changes.Where(c => c.Deletes))
        {
            _deletions[host.Id!.Value] = Add("-", Words.Host(host.Name, host.CloudName), host.Actual(HostField.Role));
        }

        foreach (ResourceChange host in changes.Where(c => c.Creates))
        {
            int row = _hosts[host.NewCloudName] = Add("+", Words.Host(host.Name, host.CloudName), host.Declared(HostField.Role));
            if (plan.Surge && host.Deletes && host.Name is { } name)
            {
                _replacements[RolloutText.TemporaryName(name)] = row;
            }
        }

        foreach (ResourceChange host in changes.Where(c => c.Actions == ResourceActions.Update))
        {
            int row = _hosts[host.CloudName] = Add("!", Words.Host(host.Name, host.CloudName), role: null);
            _rows[row] = _rows[row] with { IsResized = RolloutText.IsResized(host) };
        }

        foreach (ResourceChange other in all[false].Where(c => c.Actions != ResourceActions.None))
        {
            AddResource(other.Kind, other.Name, other.CloudName, other.Id, ActionWords.Of(other.Actions).Sign);
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
                    _rows[row] = Timed(_rows[row].Next(e, _machine, _isSandbox));
                    if (e is HostReady or HostReachable)
                    {
                        _ready[e.Id!.Value] = TimeOf(row);
                    }
                }
            }
            else if (happened is ResourceEvent other)
            {
                int row = FindResource(other.Kind, other.CloudName, other.Id) is >= 0 and int known
                    ? known
                    : AddResource(other.Kind, other.Name, other.CloudName, other.Id, " ");
                _rows[row] = Timed(_rows[row].Next(other, _machine, _isSandbox));
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
            if (host.Id is { } id && _deletions.TryGetValue(id, out int deletion))
            {
                return TimeOf(deletion);
            }

            // A machine of a surge was ready before it got the name of its host.
            return host is { Kind: OutcomeKind.Created, Id: { } created } && _ready.TryGetValue(created, out TimeSpan? ready)
                ? ready
                : _hosts.TryGetValue(host.MachineName, out int row) ? TimeOf(row) : null;
        }
    }

    /// <summary>As for a host.</summary>
    internal TimeSpan? TimeOf(ResourceOutcome resource)
    {
        lock (_lock)
        {
            return FindResource(resource.Kind, resource.CloudName, resource.Id) is >= 0 and int row ? TimeOf(row) : null;
        }
    }

    private TimeSpan? TimeOf(int row) =>
        _rows[row] is { Started: { } started, Ended: { } ended } ? _time.GetElapsedTime(started, ended) : null;

    // A resource that is created has no id in the plan; several resources to delete can have the same name.
    private int FindResource(string kind, string cloudName, ResourceId? id)
    {
        int index = _resources.FindIndex(r => r.Kind == kind && id is not null && r.Id == id);
        index = index >= 0
            ? index
            : _resources.FindIndex(r => r.Kind == kind && r.CloudName == cloudName && (r.Id is null || id is null));
        return index >= 0 ? _resources[index].Row : -1;
    }

    private int AddResource(string kind, string? name, string cloudName, ResourceId? id, string sign)
    {
        int row = Add(sign, Words.Resource(kind, name, cloudName), $"({Words.Noun(kind)})");
        _resources.Add((kind, cloudName, id, row));
        return row;
    }

    private int[] RowsOf(HostEvent e) => e switch
    {
        HostSkipped => SkippedRows(e),
        HostSnapshot or HostDeleting or HostDeleted => [RowOf(_deletions, e.Id!.Value, "-", e)],
        { Id: { } id } when e is HostFailed && _deletions.TryGetValue(id, out int deletion) => [deletion],
        { Name: { } name } when _replacements.TryGetValue(name, out int replacement) => [replacement],
        _ => [RowOf(_hosts, e.MachineName, e is HostUpdating ? "!" : " ", e)],
    };

    // Either a create that was not sent after all; or everything of the host that has not begun.
    private int[] SkippedRows(HostEvent e)
    {
        int host = _replacements.TryGetValue(e.Name ?? "", out int replacement)
            ? replacement
            : _hosts.GetValueOrDefault(e.MachineName, -1);
        if (host >= 0 && _rows[host].Stage is LiveStage.Creating or LiveStage.Unclear)
        {
            return [host];
        }

        string name = host >= 0 ? _rows[host].Name : Words.Host(e.Name, e.MachineName);
        return [.. _deletions.Values.Concat(_hosts.Values).Where(r => _rows[r].Stage == LiveStage.Queued && _rows[r].Name == name)];
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
