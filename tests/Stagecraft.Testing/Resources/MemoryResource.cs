using Stagecraft.Engine.Clouds;
using Stagecraft.Plans;

namespace Stagecraft.Testing.Resources;

/// <summary>A resource of the account in memory, with what lists show of it.</summary>
public sealed class MemoryResource(string kind, ResourceId id, string cloudName, TimeSpan bornAt, TimeSpan lag)
{
    private readonly List<(TimeSpan At, Resource? State)> _history = [];

    public string Kind { get; } = kind;

    public ResourceId Id { get; } = id;

    public string CloudName { get; set; } = cloudName;

    public TimeSpan BornAt { get; } = bornAt;

    public bool IsDeleted { get; private set; }

    public List<string> Tags { get; init; } = [];

    public List<string> Targets { get; set; } = [];

    public List<ResourceId> Attached { get; } = [];

    /// <summary>The settings. A reference to another resource is its id.</summary>
    public Dictionary<string, string> Fields { get; init; } = [];

    /// <summary>Until when it works on a change.</summary>
    public TimeSpan BusyUntil { get; set; }

    /// <summary>Records a change that was made now.</summary>
    public void Changed(TimeSpan now) => _history.Add((now, IsDeleted ? null : State(now)));

    public void Delete(TimeSpan now)
    {
        IsDeleted = true;
        Changed(now);
    }

    /// <summary>What a list shows: a state that may be late; null if it does not show the resource.</summary>
    public MemoryView? Listed(TimeSpan now)
    {
        (TimeSpan At, Resource? State)[] shown = [.. _history.Where(h => h.At + lag <= now)];
        return shown.LastOrDefault().State is MemoryView view ? view with { IsReady = now >= BusyUntil + lag } : null;
    }

    private MemoryView State(TimeSpan now) => new()
    {
        Id = Id,
        CloudName = CloudName,
        Tags = [.. Tags],
        Targets = [.. Targets],
        Attached = [.. Attached],
        Values = new Dictionary<string, string>(Fields),
        Status = now < BusyUntil ? "changing" : "active",
    };
}
