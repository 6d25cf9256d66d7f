using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Engine.Running;
using Stagecraft.Engine.Timing;

namespace Stagecraft.Engine.Adoption;

/// <summary>Makes the machine of a host another host. Until the last step, its host tag states the previous host (spec 14.5.1).</summary>
internal sealed class RenameOperation(OwnershipChange change)
    : UpdateOperation(change.Machine.Name, change.Machine.MachineName, change.Machine.Id, StepsOf(change))
{
    private readonly string _newName = change.NewMachineName ?? change.Machine.MachineName;

    // With tags to remove in the spelling that the machine shows.
    private readonly MachineUpdate[] _spelled = StepsOf(change);
    private bool _isLastSent;

    public override MachineUpdate NextStep => _spelled[Next];

    public override bool IsCheckedAlways => true;

    /// <summary>Whether the last step was accepted.</summary>
    public bool IsSentCompletely => Next == Steps.Count;

    public override int ShownSteps(Machine machine, EngineTime now)
    {
        for (int i = 0; i < _spelled.Length; i++)
        {
            if (Steps[i].RemoveTags is [string tag]
                && machine.Tags!.FirstOrDefault(t => string.Equals(t, tag, StringComparison.OrdinalIgnoreCase)) is { } spelled)
            {
                _spelled[i] = new() { RemoveTags = [spelled] };
            }
        }

        bool isRenamed = machine.Name == _newName;

        // The last step removes the host tag of an earlier step. Before it was sent, a read without this tag is out of date.
        int shown = Steps.TakeWhile(s => IsShown(s, machine) || (isRenamed && AddsHostTag(s))).Count();
        return _isLastSent ? shown : Math.Min(shown, Steps.Count - 1);
    }

    public override void Sent(MachineUpdate step, EngineTime now) => _isLastSent |= Next == Steps.Count - 1;

    public override bool IsWaiting(Machine machine, EngineTime now) => machine.IsBusy;

    /// <summary>The steps that were sent, for the end of a failure's message.</summary>
    public string Progress()
    {
        string done = Next == 0 ? "" : $" {string.Join(", ", Steps.Take(Next).Select(Text))};";
        return Next == Steps.Count ? "; all steps were done, but the API does not show that yet"
            : IsUnclear ? $";{done} unknown: {Text(Steps[Next])}; the same command again continues"
            : Next > 0 ? $";{done} nothing more was changed; the same command again continues"
            : "; nothing was changed";
    }

    private static MachineUpdate[] StepsOf(OwnershipChange change) =>
    [
        .. change.Add.Where(IsGuard).Select(Adding),
        .. change.NewMachineName is { } name
            ? [new MachineUpdate { Action = new MachineAction.Rename(name) }] : Array.Empty<MachineUpdate>(),
        .. change.Add.Where(t => !IsGuard(t)).Select(Adding),
        .. change.Remove.Select(t => new MachineUpdate { RemoveTags = [t] }),
    ];

    private static MachineUpdate Adding(string tag) => new() { AddTags = [tag] };

    /// <summary>Whether the machine must have the tag before its name changes.</summary>
    private static bool IsGuard(string tag) => tag == TagNames.Protected || tag.StartsWith(TagNames.HostPrefix, StringComparison.Ordinal);

    private static bool AddsHostTag(MachineUpdate step) => step.AddTags is [string tag] && tag != TagNames.Protected && IsGuard(tag);

    private static string Text(MachineUpdate step) => step switch
    {
        { Action: MachineAction.Rename rename } => $"name changed to {rename.Name}",
        { AddTags: [string tag] } => $"{tag} added",
        _ => $"{step.RemoveTags[0]} removed",
    };
}
