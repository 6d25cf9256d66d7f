namespace Stagecraft.DigitalOcean.Resources;

/// <summary>Refusals that end by themselves: the API reports a busy droplet or resource as a request that cannot be processed.</summary>
internal static class Busy
{
    private static readonly string[] Words = ["pending", "already attached", "already has a reserved ip", "in progress", "locked"];

    /// <summary>The outcome, with a transient failure if the refusal can be over later.</summary>
    public static UpdateOutcome Marked(UpdateOutcome outcome) =>
        outcome is UpdateOutcome.Refused refused && IsTransient(refused.Failure)
            ? new UpdateOutcome.Refused(refused.Failure with { IsTransient = true })
            : outcome;

    private static bool IsTransient(CloudFailure failure) =>
        failure.Status is 409 or 423
        || (failure.Status is 422 && Words.Any(w => failure.Message.Contains(w, StringComparison.OrdinalIgnoreCase)));
}
