using Stagecraft.Cli.Context;
using Stagecraft.Cli.Errors;
using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Rendering;

/// <summary>The problems of an exception, with secrets redacted.</summary>
internal static class ErrorProblems
{
    internal static IReadOnlyList<Problem> Of(Exception exception, CommandContext context)
    {
        IReadOnlyList<Problem> problems = exception switch
        {
            UsageException usage => [new Problem(CommandErrors.Usage, usage.Message, usage.Hint)],
            ConfigException config => config.Problems,
            CloudProviderException { ProviderId: { } id } provider =>
                [.. provider.Problems.Select(p => p with { Message = $"{id} provider: {p.Message}" })],
            CloudProviderException provider => provider.Problems,
            OutputException output => [new Problem(CommandErrors.Internal, $"the output could not be written: {output.Message}")],
            OperationCanceledException => [new Problem(CommandErrors.Interrupted, "interrupted: no changes were made")],
            _ =>
            [
                new Problem(
                    CommandErrors.Internal,
                    $"unexpected failure: {exception.GetType().Name}: {exception.Message}",
                    "run it with --verbose for details"),
            ],
        };
        return Shown(problems, context);
    }

    /// <summary>Problems with their lines of the config, with secrets redacted.</summary>
    internal static IReadOnlyList<Problem> Shown(IEnumerable<Problem> problems, CommandContext context) =>
    [
        .. problems.Select(context.Config.WithLine).Select(p => p with
        {
            Message = context.Io.Redact(p.Message),
            Hint = p.Hint is { } hint ? context.Io.Hinted(hint) : null,
            SourceLine = p.SourceLine is { } line ? context.Io.Redact(line) : null,
            Location = p.Location is { } place ? place with { File = context.Io.Redact(place.File) } : null,
        }),
    ];
}
