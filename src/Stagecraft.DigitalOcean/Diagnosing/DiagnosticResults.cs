using Stagecraft.Errors;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Diagnosing;

/// <summary>Gathers what the checks find.</summary>
internal sealed class DiagnosticResults
{
    private readonly Dictionary<string, Diagnosis> _found = new(StringComparer.Ordinal);

    public void Ok(string check, string message) => _found[check] = new Diagnosis(check, DiagnosisOutcome.Ok, message);

    public void Warn(string check, string message, string hint) => _found[check] = new Diagnosis(check, DiagnosisOutcome.Warning, message, hint);

    public void Fail(string check, Problem problem) =>
        _found[check] = new Diagnosis(check, DiagnosisOutcome.Failed, problem.Message, problem.Hint, problem.Code, problem.RequestId);

    public void Unknown(string check, string message, string? hint = null) => _found[check] = new Diagnosis(check, DiagnosisOutcome.Unknown, message, hint);

    /// <summary>One finding for each check.</summary>
    /// <param name="otherwise">What is said of those that nothing was found of.</param>
    public IReadOnlyList<Diagnosis> All(string otherwise) =>
        [.. Checks.All.Select(c => _found.GetValueOrDefault(c) ?? new Diagnosis(c, DiagnosisOutcome.Unknown, otherwise))];
}
