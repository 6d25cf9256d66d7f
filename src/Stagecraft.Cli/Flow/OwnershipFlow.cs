using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Cancellation;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Errors;
using Stagecraft.Cli.Rendering;
using Stagecraft.Cli.Rendering.Live;
using Stagecraft.Cli.Terminal;
using Stagecraft.Engine.Clouds;

namespace Stagecraft.Cli.Flow;

/// <summary><c>infra adopt</c>, <c>infra forget</c>, <c>infra rename</c>, <c>infra unprotect</c>: shows the change, asks for confirmation,
/// applies it.</summary>
internal static class OwnershipFlow
{
    internal static async Task<int> RunAsync(
        CommandContext context, GlobalArguments arguments, OwnershipArguments what, CancellationToken cancellationToken)
    {
        await using Preparation preparation = what.Action is OwnershipAction.Adopt or OwnershipAction.Rename
            ? await Preparation.ForDeclaredAsync(context, arguments, cancellationToken)
            : await Preparation.ForExistingAsync(context, arguments, EnvironmentChoice.OrOnly, cancellationToken);
        IOwnershipProvider provider = CloudSession.Require<IOwnershipProvider>(preparation.Provider, what.Verb);
        OwnershipOptions options = new OwnershipOptions
        {
            Config = preparation.File.ProviderConfig,
            Project = preparation.File.Project,
            Environment = preparation.Environment,
            Action = what.Action,
            Host = what.Host,
            Machine = what.Machine,
        };
        OwnershipChange change;
        using (ReadingProgress reading = new(context.Io))
        {
            change = await provider.PreviewAsync(options with { Progress = reading }, cancellationToken);
        }

        bool asks = !what.Yes && !what.DryRun && !change.IsEmpty && context.Io.CanAsk;
        Show(context, preparation.Cloud.Terms, change, mustBeSeen: asks, isResult: what.DryRun);
        if (what.DryRun || change.IsEmpty)
        {
            return Report(context, preparation, what, change, change.IsEmpty ? "nothing" : "planned");
        }

        if (!what.Yes)
        {
            await ConfirmAsync(context, preparation.Cloud.Terms, what, change, cancellationToken);
        }

        context.Environment.CurrentOperation.Operation = RunningCommand.Changing(
            context.Io,
            what.Action == OwnershipAction.Rename ? "whether the name and tags" : "which tags",
            OwnershipView.NameOf(change.Machine));
        using ReadingProgress progress = new(context.Io);
        OwnershipResult result = await provider.ApplyChangeAsync(options with { Progress = progress }, change, cancellationToken);
        progress.Dispose();
        return Report(context, preparation, what, change, result.IsSeen ? "done" : "unknown");
    }

    private static void Show(CommandContext context, CloudTerms terms, OwnershipChange change, bool mustBeSeen, bool isResult)
    {
        if (isResult && !context.Io.Options.Json)
        {
            OwnershipView.Write(context.Io.Out, terms, change);
        }
        else if (mustBeSeen || (!context.Io.Options.Quiet && !context.Io.Options.Json))
        {
            OwnershipView.Write(context.Io.Error, terms, change);
        }

        foreach (PlanWarning warning in change.Warnings)
        {
            context.Io.Warn(warning.Message);
        }
    }

    private static Task ConfirmAsync(
        CommandContext context, CloudTerms terms, OwnershipArguments what, OwnershipChange change, CancellationToken cancellationToken)
    {
        string machine = OwnershipView.NameOf(change.Machine);
        if (!context.Io.CanAsk)
        {
            throw new CloudProviderException(null, new Problem(
                ErrorCodes.Refused,
                "cannot ask for confirmation: not an interactive terminal, "
                    + $"and '{what.Verb}' changes the {(what.Action == OwnershipAction.Rename ? "name and " : "")}tags of "
                    + $"{terms.Machine} {machine}",
                $"pass --yes to {what.Verb} without confirmation"));
        }

        string name = change.Machine.Name ?? change.Machine.MachineName;
        return what.Action is OwnershipAction.Adopt or OwnershipAction.Rename
            ? Prompt.ConfirmAsync(
                context.Io,
                $"Enter {Prompt.Accepted(Prompt.Yes)} to "
                    + (what.Action == OwnershipAction.Adopt ? "add these tags" : $"rename this {terms.Machine}"),
                Prompt.Yes,
                ignoreCase: true,
                cancellationToken)
            : Prompt.ConfirmAsync(context.Io, $"Enter '{name}' to remove these tags", name, ignoreCase: false, cancellationToken);
    }

    private static int Report(
        CommandContext context, Preparation preparation, OwnershipArguments what, OwnershipChange change, string outcome)
    {
        bool isSeen = outcome != "unknown";
        if (context.Io.Options.Json)
        {
            OwnershipView.WriteJson(context.Io, preparation.File, preparation.Environment, what.Verb, change, outcome);
        }
        else if (outcome != "planned")
        {
            Prose.Write(context.Io.Out, OwnershipView.Ending(preparation.Cloud.Terms, change, isSeen), context.Io.Out.Width);
            context.Io.Out.Flush();
        }

        return isSeen ? ExitCodes.Done : ExitCodes.Interrupted;
    }
}
