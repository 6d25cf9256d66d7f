using Stagecraft.Cli.Context;
using Stagecraft.Cli.Errors;
using Stagecraft.Cli.Terminal;
using Stagecraft.Errors;
using Stagecraft.Providers;

namespace Stagecraft.Cli.Flow;

/// <summary>Asks at a terminal for a value that has a default. Asks again until the answer is one.</summary>
internal static class Prompt
{
    /// <param name="io">Where.</param>
    /// <param name="question">What is asked.</param>
    /// <param name="choices">What may be answered, and what that is; shown before, one is not worth it.</param>
    /// <param name="byDefault">What an empty answer means; null where there is no default.</param>
    /// <param name="read">The value of an answer.</param>
    /// <param name="cancellationToken">Ends it.</param>
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
                throw new CloudProviderException(null, new Problem(ErrorCodes.Refused, "not answered: nothing was written"));
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
