using Stagecraft.Cli.Context;
using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Flow;

/// <summary>Asks for confirmation at a terminal.</summary>
internal static class Question
{
    /// <summary>Returns only if the answer confirms.</summary>
    /// <exception cref="CloudProviderException">Any other answer, or the end of input: code <c>refused</c>.</exception>
    internal static async Task AskAsync(
        CommandIo io, string question, string agreement, bool ignoreCase, CancellationToken cancellationToken)
    {
        io.Error.Line();
        io.Error.Write(new Segment(question, Tone.Strong));
        io.Error.Flush();

        string? answer = await io.ReadLineAsync(cancellationToken);

        StringComparison comparison = ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        if (!string.Equals(Spaced(answer), agreement, comparison))
        {
            throw new CloudProviderException(null, new Problem(ErrorCodes.Refused, "cancelled; no changes were made"));
        }
    }

    private static string? Spaced(string? answer) =>
        answer is null ? null : string.Join(' ', answer.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
