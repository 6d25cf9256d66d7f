using Stagecraft.Cli.Context;
using Stagecraft.Cli.Errors;
using Stagecraft.Cli.Rendering;
using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Flow;

/// <summary>Prompts at a terminal.</summary>
internal static class Prompt
{
    internal const string Yes = "yes";

    /// <summary>The accepted inputs of <see cref="ConfirmAsync"/>, for the question.</summary>
    internal static string Accepted(string agreement) => agreement == Yes ? "'yes' or 'y'" : $"'{agreement}'";

    /// <summary>Asks for confirmation; returns only if the input confirms. Where the agreement is <c>yes</c> and the case is ignored,
    /// <c>y</c> confirms too.</summary>
    /// <exception cref="CloudProviderException">Any other input, or its end: code <c>refused</c>.</exception>
    internal static async Task ConfirmAsync(
        CommandIo io, string question, string agreement, bool ignoreCase, CancellationToken cancellationToken)
    {
        io.Error.Line();
        string? answer = await ReadAsync(io, $"{question} (anything else cancels): ", "", cancellationToken);
        string? given = answer is null ? null : string.Join(' ', answer.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        StringComparison comparison = ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        bool isShort = ignoreCase && agreement == Yes && string.Equals(given, "y", comparison);
        if (!isShort && !string.Equals(given, agreement, comparison))
        {
            throw new CloudProviderException(null, new Problem(ErrorCodes.Refused, "cancelled; no changes were made"));
        }
    }

    /// <summary>Prompts for a value until the input is valid. Without a terminal, the value is the default.</summary>
    /// <param name="choices">The possible values with their descriptions; a single one is not shown.</param>
    /// <param name="byDefault">The value of an empty input; null without a default.</param>
    /// <param name="read">Parses the input.</param>
    /// <exception cref="CloudProviderException">The input has ended: <c>refused</c>.</exception>
    /// <exception cref="UsageException">There is neither a terminal nor a default.</exception>
    internal static async Task<T> AskAsync<T>(
        CommandIo io,
        string question,
        IReadOnlyList<string[]> choices,
        string? byDefault,
        Func<string, T> read,
        CancellationToken cancellationToken)
    {
        if (!io.CanAsk)
        {
            return byDefault is not null
                ? read(byDefault)
                : throw new UsageException(
                    $"not an interactive terminal, and several values are possible for {question}: "
                        + string.Join(", ", choices.Select(c => Excerpt.Of(c[0]))),
                    "choose it with an option, see `stagecraft init --help`");
        }

        if (choices.Count > 1)
        {
            io.Error.Line();
            Columns.Write(io.Error, [.. choices.Select(c => c.Select((text, i) => new Segment(i == 0 ? $"  {text}" : text)).ToArray())]);
        }

        while (true)
        {
            string answer = await ReadAsync(io, question, byDefault is null ? ": " : $" [{byDefault}]: ", cancellationToken)
                ?? throw new CloudProviderException(null, new Problem(ErrorCodes.Refused, "cancelled; no file was written"));
            try
            {
                return read(answer.Trim() is { Length: > 0 } given ? given : byDefault ?? "");
            }
            catch (Exception exception) when (exception is UsageException or CloudProviderException)
            {
                Prose.Write(io.Error, ProblemText.Short(exception.Message), io.Error.Width);
                if (((exception as UsageException)?.Hint ?? (exception as CloudProviderException)?.Hint) is { } hint)
                {
                    Prose.Write(io.Error, io.Hinted(hint), io.Error.Width, first: "hint: ");
                }
            }
        }
    }

    private static async Task<string?> ReadAsync(CommandIo io, string question, string more, CancellationToken cancellationToken)
    {
        io.Error.Write(new Segment(question, Tone.Strong), more);
        io.Error.Flush();
        return await io.ReadLineAsync(cancellationToken);
    }
}
