using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Engine.Reading;
using Stagecraft.Engine.Timing;

namespace Stagecraft.Engine.Running;

/// <summary>An update of a machine: steps that are sent one by one, in order.</summary>
internal class UpdateOperation(string? name, string machineName, ResourceId id, IReadOnlyList<MachineUpdate> steps)
{
    public string? Name { get; } = name;

    /// <summary>The machine's name: the planned one before the first read.</summary>
    public string MachineName { get; set; } = machineName;

    public ResourceId Id { get; } = id;

    public IReadOnlyList<MachineUpdate> Steps { get; } = steps;

    /// <summary>The failure of an observed machine that must not be changed; otherwise null.</summary>
    public required Func<Machine, Observation, CloudFailure?> Check { get; init; }

    /// <summary>Whether it is an update of a plan. Events report it then.</summary>
    public bool IsPlanned { get; init; }

    /// <summary>Whether only its failure is reported by an event, because the plan does not mention it. Default: false.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>Whether it is read with a list, together with others of its kind, instead of by id. Default: false.</summary>
    public bool IsReadInList { get; init; }

    /// <summary>The host that the machine becomes with the last step, or null. That step requires a complete read that shows all other
    /// steps; another complete read has to follow it.</summary>
    public string? AdoptedHost { get; init; }

    /// <summary>Whether each read is checked, not only those before and after the last step of an adopted host.</summary>
    public virtual bool IsCheckedAlways => AdoptedHost is null;

    public UpdatePhase Phase { get; set; }

    /// <summary>The index of the next step to send.</summary>
    public int Next { get; set; }

    public virtual MachineUpdate NextStep => Steps[Next];

    /// <summary>Whether the outcome of the next step is unknown: it was sent.</summary>
    public bool IsUnclear { get; set; }

    /// <summary>Whether a read is due immediately.</summary>
    public bool MustRead { get; set; } = true;

    /// <summary>Whether a complete read did not show the machine: it may have lost its tags.</summary>
    public bool MustReadById { get; set; }

    /// <summary>The machine as read after the last request; null if it was not read.</summary>
    public Machine? Machine { get; set; }

    /// <summary>The time of the last read that showed the machine.</summary>
    public EngineTime? ReadAt { get; set; }

    /// <summary>Whether a request was sent that may have taken effect.</summary>
    public bool IsSent { get; set; }

    public TimeSpan SentAt { get; set; }

    /// <summary>Whether it is sent alone, because an attempt was refused. Another refusal is final.</summary>
    public bool IsAlone { get; set; }

    public bool IsReported { get; set; }

    /// <summary>The end of the operation, in worked time.</summary>
    public TimeSpan Deadline { get; set; }

    /// <summary>The last failure that was not final.</summary>
    public string? Message { get; set; }

    public CloudFailure? Failure { get; set; }

    public bool IsSettled => Phase is UpdatePhase.Completed or UpdatePhase.Failed;

    /// <summary>The number of steps before the one that makes the machine a host.</summary>
    public int UnguardedSteps => Steps.Count - (AdoptedHost is null ? 0 : 1);

    /// <summary>How many steps the machine shows, up to the first that it does not show.</summary>
    /// <param name="machine">The machine as read.</param>
    /// <param name="now">The time, for steps that begin later.</param>
    public virtual int ShownSteps(Machine machine, EngineTime now) => Steps.TakeWhile(s => IsShown(s, machine)).Count();

    /// <summary>Whether the machine needs time for the last step, so that nothing is sent now.</summary>
    public virtual bool IsWaiting(Machine machine, EngineTime now) =>
        machine.State == MachineState.Starting && Steps.ElementAtOrDefault(ShownSteps(machine, now))?.Action is MachineAction.PowerOn;

    /// <summary>Records that a step was sent.</summary>
    public virtual void Sent(MachineUpdate step, EngineTime now)
    {
    }

    /// <summary>Continues after the final refusal of a step.</summary>
    /// <returns>False if the operation fails with it.</returns>
    public virtual bool TryContinue(CloudFailure refusal) => false;

    protected static bool IsShown(MachineUpdate step, Machine machine)
    {
        return step.Property is { } property ? DriftFinder.IsShown(property, machine)
            : step.Action is { } action ? IsShown(action, machine)
            : step.AddTags.All(HasTag) && !step.RemoveTags.Any(HasTag);

        bool HasTag(string tag) => TagNames.Has(machine.Tags!, tag);
    }

    private static bool IsShown(MachineAction action, Machine machine) => action switch
    {
        MachineAction.PowerOn => machine is { State: MachineState.Running, IsBusy: false },
        MachineAction.Rename rename => machine.Name == rename.Name,
        _ => false,
    };
}
