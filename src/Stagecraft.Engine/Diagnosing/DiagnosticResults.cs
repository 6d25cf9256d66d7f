namespace Stagecraft.Engine.Diagnosing;

/// <summary>Collects the results of the checks.</summary>
/// <param name="checks">The ids of the checks, in the order of the report.</param>
internal sealed class DiagnosticResults(IReadOnlyList<string> checks)
{
    private readonly Dictionary<string, Diagnosis> _results = new(StringComparer.Ordinal);

    public void Ok(string check, string message) => _results[check] = new Diagnosis(check, DiagnosisOutcome.Ok, message);

    /// <summary>A warning if there is one, otherwise ok.</summary>
    public void WarnOrOk(string check, (string Message, string Hint)? warning, string ok) =>
        _results[check] = warning is var (message, hint)
            ? new Diagnosis(check, DiagnosisOutcome.Warning, message, hint) : new Diagnosis(check, DiagnosisOutcome.Ok, ok);

    public void Fail(string check, Problem problem) =>
        _results[check] = new Diagnosis(check, DiagnosisOutcome.Failed, problem.Message, problem.Hint, problem.Code, problem.RequestId);

    public void Unknown(string check, string message) => _results[check] = new Diagnosis(check, DiagnosisOutcome.Unknown, message);

    /// <summary>One result per check.</summary>
    /// <param name="otherwise">The message of the checks without a result.</param>
    public IReadOnlyList<Diagnosis> All(string otherwise) =>
        [.. checks.Select(c => _results.GetValueOrDefault(c) ?? new Diagnosis(c, DiagnosisOutcome.Unknown, otherwise))];
}
