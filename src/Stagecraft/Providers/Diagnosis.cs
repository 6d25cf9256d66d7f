using Stagecraft.Errors;

namespace Stagecraft.Providers;

/// <summary>What one check found.</summary>
/// <param name="Check">What was checked: a stable word, for instance <c>ssh_key</c>.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Message">What was found, in one sentence, with no secret in it.</param>
/// <param name="Hint">What to do about it, or null.</param>
/// <param name="Code">Where it failed, one of <see cref="ErrorCodes"/>; otherwise null.</param>
/// <param name="RequestId">The API's id of the request that failed, or null.</param>
public sealed record Diagnosis(
    string Check,
    DiagnosisOutcome Outcome,
    string Message,
    string? Hint = null,
    string? Code = null,
    string? RequestId = null);
