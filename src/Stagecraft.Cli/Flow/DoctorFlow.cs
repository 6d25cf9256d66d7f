using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Errors;
using Stagecraft.Cli.Rendering;
using Stagecraft.Cli.Rendering.Live;

namespace Stagecraft.Cli.Flow;

/// <summary><c>doctor</c>: checks the file, then the account if the file has usable connection settings.</summary>
internal static class DoctorFlow
{
    internal static async Task<int> RunAsync(
        CommandContext context, GlobalArguments arguments, bool dryRun, CancellationToken cancellationToken)
    {
        (StagecraftFile? file, IReadOnlyList<Problem> problems) = ConfigCheck.Run(context, arguments);
        IReadOnlyList<Diagnosis> ofAccount = file is null
            ? [OfAccount(DiagnosisOutcome.Unknown, "skipped: the config has no usable provider and token settings")]
            : await OfAccountAsync(context, arguments, file, dryRun, cancellationToken);
        Diagnosis[] findings =
        [
            .. ofAccount.Prepend(OfFile(arguments, file, ErrorProblems.Shown(problems, context))).Select(
                f => f with { Message = context.Io.Redact(f.Message), Hint = f.Hint is { } hint ? context.Io.Hinted(hint) : null }),
        ];
        DiagnosisView.Write(context.Io, findings);
        Problem[] failed =
        [.. findings.Where(f => f.Outcome == DiagnosisOutcome.Failed).Select(f => new Problem(f.Code ?? ErrorCodes.ApiError, f.Message))];
        return failed.Length == 0 ? ExitCodes.Done : ExitCodes.For(failed);
    }

    private static Diagnosis OfFile(GlobalArguments arguments, StagecraftFile? file, IReadOnlyList<Problem> problems)
    {
        if (problems is not [Problem first, ..])
        {
            return new Diagnosis("file", DiagnosisOutcome.Ok, $"{arguments.Config} is valid ({EnvironmentChoice.Known(file!)})");
        }

        string place = first.Location is { } location ? $"{location}: " : "";
        string more = problems.Count > 1 ? $" (and {Words.Number(problems.Count - 1)} more)" : "";
        string hint = first.Hint ?? "see all with `stagecraft validate`";
        return new Diagnosis("file", DiagnosisOutcome.Failed, $"{place}{first.Message}{more}", hint, first.Code);
    }

    private static async Task<IReadOnlyList<Diagnosis>> OfAccountAsync(
        CommandContext context, GlobalArguments arguments, StagecraftFile file, bool dryRun, CancellationToken cancellationToken)
    {
        CloudDescription cloud = Clouds.Of(file.ProviderId);
        bool isRefused = false;
        try
        {
            await using CloudSession session = await CloudSession.OpenAsync(context, arguments, file, cancellationToken);
            isRefused = dryRun && session.Provider is not IDryRunProvider;
            IDryRunProvider? changes = dryRun
                ? CloudSession.Require<IDryRunProvider>(session.Provider, "check permissions with dry runs") : null;
            if (session.Provider is not IDiagnosisProvider provider)
            {
                string skipped = $"not checked: the provider '{session.Provider.Id}' cannot examine an account";
                return [OfAccount(DiagnosisOutcome.Unknown, skipped)];
            }

            using ReadingProgress progress = new(context.Io);
            AccountOptions options = new() { Config = file.ProviderConfig, Project = file.Project, Progress = progress };
            IEnumerable<Diagnosis> findings = await provider.DiagnoseAsync(options, cancellationToken);
            findings = arguments.IsSandboxOf(cloud) ? findings.Select(f => InSandbox(f, cloud)) : findings;
            return [.. findings, .. changes is null ? [] : await changes.DryRunAsync(options, cancellationToken)];
        }
        catch (CloudProviderException exception) when (!isRefused)
        {
            Diagnosis failed = OfAccount(DiagnosisOutcome.Failed, exception.Problems[0].Message, exception.Hint, exception.Code);
            return [failed with { RequestId = exception.RequestId }];
        }
        catch (UsageException exception)
        {
            return [OfAccount(DiagnosisOutcome.Failed, exception.Message, exception.Hint, CommandErrors.Usage)];
        }
    }

    private static Diagnosis InSandbox(Diagnosis finding, CloudDescription cloud) =>
        finding.Outcome != DiagnosisOutcome.Failed && cloud.ChecksOfRealAccount.Contains(finding.Check)
        ? new Diagnosis(finding.Check, DiagnosisOutcome.Unknown, DiagnosisView.NotInSandbox)
        : finding;

    private static Diagnosis OfAccount(DiagnosisOutcome outcome, string message, string? hint = null, string? code = null) =>
        new("account", outcome, message, hint, code);
}
