using Stagecraft.Cli.Context;
using Stagecraft.Cli.Errors;
using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Flow;

/// <summary>Asks at a terminal for a value, until the answer is valid.</summary>
internal static class Prompt
{
    /// <param name="choices">The possible answers with their descriptions; a single one is not shown.</param>
    /// <param name="byDefault">The value of an empty answer; null without a default.</param>
    /// <param name="read">The value of an answer.</param>
    /// <exception cref="CloudProviderException">The input has ended: <c>refused</c>.</exception>
    internal static async Task<T> AskAsync<T>(
        CommandIo io,
        string question,
        IReadOnlyList<string[]> choices,
        string? byDefault,
        Func<string, T> read,
        CancellationToken cancellationToken)
    {
        if (choices.Count > 1)
        {
            io.Error.Line();
            Columns.Write(io.Error, [.. choices.Select(c => c.Select((text, i) => new Segment(i == 0 ? $"  {text}" : text)).ToArray())]);
        }

        while (true)
        {
            io.Error.Write(new Segment(question, Tone.Strong), byDefault is null ? ": " : $" [{byDefault}]: ");
            io.Error.Flush();

            string? answer = await io.ReadLineAsync(cancellationToken);
            if (answer is null)
            {
                throw new CloudProviderException(null, new Problem(ErrorCodes.Refused, "cancelled; no file was written"));
            }

            string given = answer.Trim().Length > 0 ? answer.Trim() : byDefault ?? "";
            try
            {
                return read(given);
            }
            catch (UsageException exception)
            {
                Again(io, exception.Message, exception.Hint);
            }
            catch (CloudProviderException exception)
            {
                Again(io, exception.Message, exception.Hint);
            }
        }
    }

    private static void Again(CommandIo io, string message, string? hint)
    {
        io.Error.Line(message);
        if (hint is not null)
        {
            io.Error.Line("hint: ", hint);
        }
    }
}
