using Stagecraft.Errors;

namespace Stagecraft.Providers;

/// <summary>The result of one check.</summary>
/// <param name="Check">The check: a stable word, for example <c>ssh_key</c>.</param>
/// <param name="Outcome">The outcome.</param>
/// <param name="Message">The finding in one sentence, without secrets.</param>
/// <param name="Hint">The hint, or null.</param>
/// <param name="Code">Where it failed, one of <see cref="ErrorCodes"/>; otherwise null.</param>
/// <param name="RequestId">The API's id of the request that failed, or null.</param>
public sealed record Diagnosis(
    string Check, DiagnosisOutcome Outcome, string Message, string? Hint = null, string? Code = null, string? RequestId = null);
