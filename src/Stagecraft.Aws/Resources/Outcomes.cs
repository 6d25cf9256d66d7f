using Stagecraft.Aws.Api;

namespace Stagecraft.Aws.Resources;

/// <summary>The outcomes of writes.</summary>
internal static class Outcomes
{
    /// <summary>Refusals that end by themselves: the resource or its instance is in another state than the last read showed, or a read
    /// does not show yet what a write before did.</summary>
    private static readonly HashSet<string> Passing = new(StringComparer.Ordinal)
    {
        "DependencyViolation", "InvalidGroup.InUse", "InvalidGroup.Duplicate", "InvalidGroup.NotFound", "InvalidPermission.Duplicate",
        "InvalidPermission.NotFound", "IncorrectState", "IncorrectInstanceState", "InvalidInstanceID", "InvalidInstanceID.NotFound",
        "VolumeInUse", "InvalidVolume.NotFound", "InvalidAttachment.NotFound", "IncorrectModificationState",
        "Resource.AlreadyAssociated",
    };

    /// <summary>The outcome of a create or an update. What does not exist counts as not visible yet: if it was deleted, the next read
    /// shows it.</summary>
    public static UpdateOutcome Of<T>(WriteResult<T> result, Func<T, Resource?>? resource = null)
        where T : class => Marked(result.ToUpdate(resource) is UpdateOutcome.NotFound missing
            ? new UpdateOutcome.Refused(missing.Failure)
            : result.ToUpdate(resource));

    /// <summary>The outcome of a delete.</summary>
    public static UpdateOutcome OfDelete<T>(WriteResult<T> result)
        where T : class => Marked(result.ToUpdate());

    public static UpdateOutcome Refused(string message, bool isTransient = false) =>
        new UpdateOutcome.Refused(new CloudFailure(ErrorCodes.Refused, message, IsTransient: isTransient));

    private static UpdateOutcome Marked(UpdateOutcome outcome) =>
        outcome is UpdateOutcome.Refused { Failure: { ErrorId: { } code } failure } && Passing.Contains(code)
            ? new UpdateOutcome.Refused(failure with { IsTransient = true }) { HasPartialEffect = outcome.HasPartialEffect }
            : outcome;
}
