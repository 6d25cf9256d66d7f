using System.Globalization;
using Stagecraft.Errors;
using Stagecraft.Events;

namespace Stagecraft.Providers;

/// <summary>The one exception that a cloud provider throws for anything that is not a bug or a cancellation.</summary>
public sealed class CloudProviderException : Exception
{
    /// <summary>Creates the exception for one problem, or for several problems. <see cref="Code"/> is that of the most severe:
    /// config before token and key, these before refusals, these before failures of the API.</summary>
    /// <param name="providerId">The provider's id; the message begins with it: <c>digitalocean provider: …</c>. Null gives no
    /// prefix.</param>
    /// <param name="problems">All problems, in the order to report them; at least one.</param>
    /// <exception cref="ArgumentException"><paramref name="problems"/> is empty.</exception>
    public CloudProviderException(string? providerId, params IReadOnlyList<Problem> problems)
        : this(providerId, problems, isTransient: false)
    {
    }

    /// <summary>Creates the exception with its cause and its effects.</summary>
    /// <param name="providerId">As in the other constructor.</param>
    /// <param name="problems">As in the other constructor.</param>
    /// <param name="isTransient">Whether the same call may succeed later, unchanged.</param>
    /// <param name="report">The outcome of each host, after an apply; otherwise null.</param>
    /// <param name="innerException">The cause, or null.</param>
    /// <exception cref="ArgumentException"><paramref name="problems"/> is empty.</exception>
    public CloudProviderException(
        string? providerId,
        IReadOnlyList<Problem> problems,
        bool isTransient = false,
        ApplyReport? report = null,
        Exception? innerException = null)
        : base(Text(providerId, problems), innerException)
    {
        Problem lead = Gravest(problems);
        ProviderId = providerId;
        Code = lead.Code;
        Hint = lead.Hint;
        RequestId = lead.RequestId;
        Problems = problems;
        IsTransient = isTransient;
        Report = report;
    }

    /// <summary>The provider's id, or null where no provider was involved.</summary>
    public string? ProviderId { get; }

    /// <summary>One of <see cref="ErrorCodes"/>.</summary>
    public string Code { get; }

    /// <summary>The hint, or null.</summary>
    public string? Hint { get; }

    /// <summary>Whether the same call may succeed later, unchanged.</summary>
    public bool IsTransient { get; }

    /// <summary>The API's id of the failed request, or null.</summary>
    public string? RequestId { get; }

    /// <summary>Every problem found, at least one, in the order to report them.</summary>
    public IReadOnlyList<Problem> Problems { get; }

    /// <summary>The outcome of each host, after an apply that did not wholly succeed; otherwise null.</summary>
    public ApplyReport? Report { get; }

    /// <summary>The exception of an apply that did not wholly succeed: <c>partial_apply</c> where something was changed or the run was
    /// stopped, the first failure's own code where nothing was. Its message names the first three hosts or other
    /// resources that failed.</summary>
    /// <param name="providerId">As in the constructors.</param>
    /// <param name="report">Every host's outcome.</param>
    /// <param name="changedAnything">Whether a request was sent that changed the account, or may have changed it.</param>
    /// <param name="hint">The hint for a partial apply. Default: to re-run the same command.</param>
    /// <exception cref="ArgumentException">Every host of the report succeeded.</exception>
    public static CloudProviderException Of(
        string? providerId, ApplyReport report, bool changedAnything,
        string hint = "re-run the same command; it resumes from the current state")
    {
        ArgumentNullException.ThrowIfNull(report);
        if (report.Succeeded)
        {
            throw new ArgumentException("Every host of the report succeeded.", nameof(report));
        }

        (string Name, string? Code, string? Message)[] hosts =
        [
            .. report.Hosts.Where(h => h.Kind == OutcomeKind.Failed).Select(h => (h.Name ?? h.MachineName, h.Code, h.Message)),
        ];
        (string Name, string? Code, string? Message)[] failed =
        [
            .. hosts,
            .. report.Resources.Where(r => r.Outcome == OutcomeKind.Failed)
                .Select(r => ($"{r.Kind.Replace('_', ' ')} {r.Name ?? r.CloudName}", r.Code, r.Message)),
        ];
        if (failed.Length > 0 && !changedAnything)
        {
            string message = failed[0].Message ?? $"{(hosts.Length > 0 ? "host " : "")}'{failed[0].Name}' failed";
            return new(providerId, [new Problem(failed[0].Code ?? ErrorCodes.ApiError, message)], report: report);
        }

        string names = string.Join(", ", failed.Take(3).Select(f => $"{f.Name} ({f.Code})")) + (failed.Length > 3 ? ", …" : "");
        string all = failed.Length == hosts.Length
            ? string.Create(CultureInfo.InvariantCulture, $"{report.Hosts.Count} hosts")
            : string.Create(CultureInfo.InvariantCulture, $"{report.Hosts.Count + report.Resources.Count} hosts and other resources");
        string what = report.IsInterrupted
            ? "the run was stopped before it was done"
            : string.Create(CultureInfo.InvariantCulture, $"{failed.Length} of {all} failed: {names}");
        return new(providerId, [new Problem(ErrorCodes.PartialApply, what, hint)], report: report);
    }

    private static string Text(string? providerId, IReadOnlyList<Problem> problems) =>
        (providerId is null ? "" : $"{providerId} provider: ")
            + Gravest(problems).Message
            + (problems.Count > 1 ? $" (and {problems.Count - 1} more)" : "");

    private static Problem Gravest(IReadOnlyList<Problem> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        return problems.Count == 0
            ? throw new ArgumentException("At least one problem is needed.", nameof(problems)) : problems.MinBy(p => Gravity(p.Code))!;
    }

    private static int Gravity(string code) => code switch
    {
        ErrorCodes.ConfigInvalid => 0,
        ErrorCodes.CredentialsMissing or ErrorCodes.Unauthorized or ErrorCodes.Forbidden or ErrorCodes.SshKeyNotFound => 1,
        ErrorCodes.Refused or ErrorCodes.MachineExists or ErrorCodes.PlanStale => 2,
        _ => 3,
    };
}
