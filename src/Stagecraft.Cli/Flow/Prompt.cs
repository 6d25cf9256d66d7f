using Stagecraft.Cli.Context;
using Stagecraft.Cli.Errors;
using Stagecraft.Cli.Terminal;
using Stagecraft.Errors;
using Stagecraft.Providers;

namespace Stagecraft.Cli.Flow;

/// <summary>Asks at a terminal for a value that has a default. Asks again until the answer is one.</summary>
internal static class Prompt
{
    /// <param name="context">Where.</param>
    /// <param name="question">What is asked.</param>
    /// <param name="choices">What may be answered, and what that is; shown before, one is not worth it.</param>
    /// <param name="byDefault">What an empty answer means; null where there is no default.</param>
    /// <param name="read">The value of an answer.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="CloudProviderException">The input has ended: <c>refused</c>.</exception>
    internal static async Task<T> AskAsync<T>(
        CommandContext context,
        string question,
        IReadOnlyList<string[]> choices,
        string? byDefault,
        Func<string, T> read,
        CancellationToken cancellationToken)
    {
        if (choices.Count > 1)
        {
            context.Error.Line();
            Columns.Write(context.Error, [.. choices.Select(c => c.Select((text, i) => new Segment(i == 0 ? $"  {text}" : text)).ToArray())]);
        }

        while (true)
        {
            context.Error.Write(new Segment(question, Tone.Strong), byDefault is null ? ": " : $" [{byDefault}]: ");
            context.Error.Flush();

            // A console cannot stop reading, so the read is left behind when the user interrupts.
            string? answer = await Task.Run(context.Environment.ReadLine, cancellationToken).WaitAsync(cancellationToken);
            if (answer is null)
            {
                context.Error.Line();
                throw new CloudProviderException(null, new Problem(ErrorCodes.Refused, "not answered: nothing was written"));
            }

            string given = answer.Trim().Length > 0 ? answer.Trim() : byDefault ?? "";
            try
            {
                return read(given);
            }
            catch (UsageException exception)
            {
                Again(context, exception.Message, exception.Hint);
            }
            catch (CloudProviderException exception)
            {
                Again(context, exception.Message, exception.Hint);
            }
        }
    }

    private static void Again(CommandContext context, string message, string? hint)
    {
        context.Error.Line(message);
        if (hint is not null)
        {
            context.Error.Line("hint: ", hint);
        }
    }
}
