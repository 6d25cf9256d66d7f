using Stagecraft.Engine.Clouds;
using Stagecraft.Plans;
using Stagecraft.Testing.Clouds;

namespace Stagecraft.Testing.Simulation;

/// <summary>The cloud of a scenario: its actual state, the changes that people make, and clients of it.</summary>
internal abstract class SimulatedCloud : IAsyncDisposable
{
    /// <summary>The conditions that the seed determines, as text.</summary>
    public abstract string Description { get; }

    public abstract TimeSpan Settle { get; }

    /// <summary>Of a create, and of a delete.</summary>
    public abstract TimeSpan Timeout { get; }

    /// <summary>How late reads show a change by people, at most.</summary>
    public virtual TimeSpan ChangeLag => TimeSpan.Zero;

    /// <summary>Whether a repeated create may create a second machine, as the driver states.</summary>
    public virtual bool MayDuplicate => true;

    /// <summary>Whether a refused create binds its token to its parameters.</summary>
    public virtual bool RemembersRefusals => false;

    /// <summary>Whether responses show the cloud's clock.</summary>
    public virtual bool ShowsTime => true;

    /// <summary>Whether a machine that is ready has an address.</summary>
    public virtual bool HasAddresses => true;

    /// <summary>Whether a machine that is switched off keeps its address.</summary>
    public virtual bool KeepsAddresses => true;

    /// <summary>A usual size, and an unusual one.</summary>
    public abstract (string Usual, string Unusual) Sizes { get; }

    /// <summary>The tags that a config declares, as the engine's tags.</summary>
    public virtual IReadOnlyList<string> OwnTags => ["blue", "team-a"];

    /// <summary>The property of a host that a config switches on and off.</summary>
    public virtual string Switch => MachineWithBackups.Backups;

    /// <summary>The number of machines without tags that the account has at first.</summary>
    public virtual int Others => 0;

    /// <summary>The last request at which a run may be killed.</summary>
    public abstract int CrashWithin { get; }

    /// <summary>The credentials of the runs; null if there are none.</summary>
    public virtual string? Token => null;

    /// <summary>The actual state: every machine that exists, in the order of their creation, with all its tags.</summary>
    public abstract IEnumerable<Machine> Machines { get; }

    /// <summary>Whether the cloud permits no further machine with this name.</summary>
    public virtual bool IsTaken(string name) => false;

    public virtual Machine? Find(ResourceId id) => Machines.FirstOrDefault(m => m.Id == id);

    public abstract Machine Create(string name, IReadOnlyList<string> tags, string size, bool booting);

    public abstract void Delete(ResourceId id);

    /// <summary>Deletes a machine immediately.</summary>
    public virtual void Remove(ResourceId id) => Delete(id);

    public abstract void SetTags(ResourceId id, IReadOnlyList<string> tags);

    public abstract void Rename(ResourceId id, string name);

    public abstract void SetBackups(ResourceId id, bool enabled);

    public abstract void SetBusy(ResourceId id, bool isBusy);

    public abstract void SetRunning(ResourceId id, bool isRunning);

    /// <summary>Connects a run, with the config of its project as it is now.</summary>
    public abstract SimulatedClient Connect(RunLink link);

    /// <summary>Connects without latency and faults, with the config as it is now.</summary>
    public abstract SimulatedClient Connect(ScenarioProject project);

    /// <summary>Adds the facts and the faults that occurred.</summary>
    public virtual void Count(ScenarioCounts counts)
    {
    }

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
