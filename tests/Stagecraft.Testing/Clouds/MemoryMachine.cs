using Stagecraft.Engine.Clouds;
using Stagecraft.Plans;

namespace Stagecraft.Testing.Clouds;

/// <summary>A machine of a cloud in memory: its state now, its states before, and the changes that are due later.</summary>
public sealed class MemoryMachine
{
    private readonly List<(TimeSpan At, Machine? State)> _history = [];
    private readonly List<(TimeSpan At, Func<Machine, Machine?> Change)> _due = [];
    private readonly TimeSpan _listLag;
    private readonly TimeSpan _readLag;
    private readonly List<(TimeSpan At, string Name)> _snapshots = [];
    private IReadOnlyList<string> _late = [];

    public MemoryMachine(Machine first, TimeSpan now, TimeSpan listLag, TimeSpan readLag)
    {
        Truth = first;
        BornAt = now;
        _listLag = listLag;
        _readLag = readLag;
        _history.Add((now, first));
    }

    public ResourceId Id => Truth.Id;

    public string Name => Truth.Name;

    public TimeSpan BornAt { get; }

    /// <summary>The last state that it had.</summary>
    public Machine Truth { get; private set; }

    /// <summary>The last state, with the tags that are shown late.</summary>
    public Machine Actual => _late.Count == 0 ? Truth : Truth with { Tags = [.. Tags.Union(_late)] };

    public bool IsRemoved { get; private set; }

    /// <summary>Since when it is running; null while it is not.</summary>
    public TimeSpan? RunningSince { get; private set; }

    /// <summary>Whether a delete was accepted that takes effect.</summary>
    public bool IsDeleting { get; private set; }

    /// <summary>Whether it is deleted.</summary>
    public bool IsGone => IsRemoved || Truth.State == MachineState.Terminated;

    /// <summary>Whether it exists and no delete of it is under way.</summary>
    public bool IsLive => !IsGone && !IsDeleting;

    public IReadOnlyList<string> Tags => Truth.Tags ?? [];

    /// <summary>The names of its complete snapshots, which outlive it.</summary>
    public IEnumerable<string> Snapshots => _snapshots.Select(s => s.Name);

    public bool Has(string tag) => Tags.Contains(tag, StringComparer.OrdinalIgnoreCase);

    /// <summary>Applies what is due by now.</summary>
    public void Advance(TimeSpan now)
    {
        while (_due.Count > 0 && _due[0].At <= now && !IsRemoved)
        {
            (TimeSpan at, Func<Machine, Machine?> change) = _due[0];
            _due.RemoveAt(0);
            Set(at, change);
        }
    }

    public void Change(TimeSpan now, Func<Machine, Machine> change) => Set(now, change);

    public void Later(TimeSpan at, Func<Machine, Machine?> change)
    {
        _due.Add((at, change));
        _due.Sort((a, b) => a.At.CompareTo(b.At));
    }

    /// <summary>Shows the tags of its create from this time on.</summary>
    public void TagLater(TimeSpan at, IReadOnlyList<string> tags)
    {
        _late = tags;
        Later(at, m =>
        {
            IReadOnlyList<string> shown = _late;
            _late = [];
            return m with { Tags = [.. m.Tags!.Union(shown)] };
        });
    }

    /// <summary>Changes its tags. Tags that would be shown late are changed too.</summary>
    public void Retag(TimeSpan now, Func<IReadOnlyList<string>, IReadOnlyList<string>> change)
    {
        IReadOnlyList<string> late = _late;
        _late = [];
        Set(now, m => m with { Tags = change([.. m.Tags!.Union(late)]) });
    }

    public void Delete(TimeSpan now, MemoryTraits traits)
    {
        IsDeleting = true;
        _due.Clear();
        Set(now, m => m with { State = MachineState.Terminating, Status = "deleting", IsBusy = true });
        if (traits.ListsTerminated)
        {
            Later(now + traits.Destroy, m =>
                m with { State = MachineState.Terminated, Status = "terminated", IsBusy = false, PublicIpv4 = null, PrivateIpv4 = null });
        }

        Later(now + traits.Destroy + (traits.ListsTerminated ? TimeSpan.FromMinutes(3) : TimeSpan.Zero), _ => null);
    }

    /// <summary>A snapshot of it is complete.</summary>
    public void Save(TimeSpan at, string name) => _snapshots.Add((at, name));

    /// <summary>The names of the snapshots that a list shows.</summary>
    public IEnumerable<string> ListedSnapshots(TimeSpan now) => _snapshots.Where(s => s.At <= now - _listLag).Select(s => s.Name);

    /// <summary>What a list shows; null for nothing.</summary>
    public Machine? Listed(TimeSpan now) => AsOf(now - _listLag);

    /// <summary>What a read by id shows; null for nothing.</summary>
    public Machine? Read(TimeSpan now) => AsOf(now - _readLag);

    private Machine? AsOf(TimeSpan then) => _history.FindLast(h => h.At <= then).State;

    private void Set(TimeSpan at, Func<Machine, Machine?> change)
    {
        Machine? next = change(Truth);
        _history.Add((at, next));
        IsRemoved = next is null;
        Truth = next ?? Truth;
        bool isRunning = next is { State: MachineState.Running };
        RunningSince = isRunning ? RunningSince ?? at : null;
    }
}
