using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Errors;
using Stagecraft.Cli.Rendering;

namespace Stagecraft.Cli.Flow;

/// <summary><c>doctor</c>: checks the file, then the account if the file has usable connection settings.</summary>
internal static class DoctorFlow
{
    private const string FileCheck = "file";

    internal static async Task<int> RunAsync(CommandContext context, GlobalArguments arguments, CancellationToken cancellationToken)
    {
        (StagecraftFile? file, IReadOnlyList<Problem> problems) = ConfigCheck.Run(context, arguments);
        problems = ErrorProblems.Shown(problems, context);
        List<Diagnosis> findings = [.. OfFile(arguments, file, problems)];
        findings.AddRange(file is null
            ? [new Diagnosis("account", DiagnosisOutcome.Unknown, "skipped: the config has no usable provider and token settings")]
            : await OfAccountAsync(context, arguments, file, cancellationToken));
        findings =
        [
            .. findings.Select(
                f => f with { Message = context.Io.Redact(f.Message), Hint = f.Hint is { } hint ? context.Io.Redact(hint) : null }),
        ];
        DiagnosisView.Write(context.Io, findings);
        Problem[] failed =
        [
            .. findings.Where(f => f.Outcome == DiagnosisOutcome.Failed).Select(f => new Problem(f.Code ?? ErrorCodes.ApiError, f.Message)),
        ];
        return failed.Length == 0 ? ExitCodes.Done : ExitCodes.For(failed);
    }

    private static IEnumerable<Diagnosis> OfFile(GlobalArguments arguments, StagecraftFile? file, IReadOnlyList<Problem> problems)
    {
        if (problems.Count > 0)
        {
            Problem first = problems[0];
            string place = first.Location is { } location ? $"{location}: " : "";
            string more = problems.Count > 1 ? $" (and {Words.Number(problems.Count - 1)} more)" : "";
            bool isMissing = !Path.Exists(arguments.Config);
            yield return new Diagnosis(
                FileCheck,
                DiagnosisOutcome.Failed,
                $"{place}{first.Message}{more}",
                isMissing && first.Hint is null
                    ? "write one with 'stagecraft init', or name one with -c FILE"
                    : first.Hint ?? "see all with 'stagecraft validate'",
                first.Code);
        }
        else
        {
            yield return new Diagnosis(FileCheck, DiagnosisOutcome.Ok, $"{arguments.Config} is valid ({EnvironmentChoice.Known(file!)})");
        }
    }

    private static async Task<IReadOnlyList<Diagnosis>> OfAccountAsync(
        CommandContext context,
        GlobalArguments arguments,
        StagecraftFile file,
        CancellationToken cancellationToken)
    {
        try
        {
            await using CloudSession session = await CloudSession.OpenAsync(context, arguments, file, cancellationToken);
            if (session.Provider is not IDiagnosisProvider provider)
            {
                return
                [
                    new Diagnosis(
                        "account",
                        DiagnosisOutcome.Unknown,
                        $"not checked: the provider '{session.Provider.Id}' cannot examine an account"),
                ];
            }

            return await provider.DiagnoseAsync(
                new AccountOptions { Config = file.ProviderConfig, Project = file.Project, Progress = EventText.ProgressOf(context.Io) },
                cancellationToken);
        }
        catch (CloudProviderException exception)
        {
            return
            [
                new Diagnosis(
                    "account", DiagnosisOutcome.Failed, exception.Problems[0].Message, exception.Hint, exception.Code, exception.RequestId),
            ];
        }
        catch (UsageException exception)
        {
            return [new Diagnosis("account", DiagnosisOutcome.Failed, exception.Message, exception.Hint, CommandErrors.Usage)];
        }
    }
}
