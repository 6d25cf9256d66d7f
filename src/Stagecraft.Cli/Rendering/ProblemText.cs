using System.Text.RegularExpressions;
using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Errors;
using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Rendering;

/// <summary>Problems as text. spec/cli/output.md, 6.1.</summary>
internal static partial class ProblemText
{
    private const int Longest = 100;

    internal static void Write(TextOutput output, IReadOnlyList<Problem> problems, bool verbose)
    {
        foreach (IReadOnlyList<Problem> alike in Alike(problems))
        {
            foreach (Problem problem in alike)
            {
                // The place comes first, as in compiler output: editors and CI annotations link to it.
                string place = problem.Location is null ? "" : $"{problem.Location}: ";
                string path = problem.Path is { Length: > 0 } known ? $" [{known}]" : "";
                Prose.Write(output, Short(problem.Message) + path, output.Width, first: [place, new Segment("error: ", Tone.Error)]);
            }

            if (alike[0] is { SourceLine: { } line, Location: { } location })
            {
                WriteSource(output, line, ConfigExcerpt.MarkOf(line, location.Column));
            }

            if (alike[0].Hint is { } hint)
            {
                Prose.Write(output, hint, output.Width, first: "hint: ");
            }

            if (verbose && alike[0].RequestId is { } request)
            {
                output.Line("request id: ", request);
            }
        }

        output.Flush();
    }

    /// <summary>Consecutive problems that differ only in their messages, such as those of the hosts of a group: one excerpt and one hint
    /// follow the messages.</summary>
    private static IEnumerable<IReadOnlyList<Problem>> Alike(IReadOnlyList<Problem> problems)
    {
        for (int i = 0; i < problems.Count;)
        {
            Problem first = problems[i];
            Problem[] alike =
            [
                first,
                .. problems.Skip(i + 1).TakeWhile(p => first.Location is not null && p == first with { Message = p.Message }),
            ];
            i += alike.Length;
            yield return [.. alike.OrderBy(p => p.Message, NaturalOrder.Instance)];
        }
    }

    /// <summary>The message without the prefixes of the provider and of the config, which only programs need.</summary>
    internal static string Short(string message) => Prefixes().Replace(message, "");

    /// <summary>Writes the details of an unexpected exception, with <c>--verbose</c>.</summary>
    internal static void WriteDetails(CommandIo io, Exception exception)
    {
        if (!io.Options.Verbose || exception is UsageException or ConfigException or CloudProviderException or OperationCanceledException)
        {
            return;
        }

        foreach (string line in io.Redact(exception.ToString()).Split('\n'))
        {
            io.Error.Line(line.TrimEnd('\r'));
        }
    }

    [GeneratedRegex("^(?:[a-z0-9-]+ provider: )?(?:invalid config: )?")]
    private static partial Regex Prefixes();

    // JSON is often one long line: only the part around the place is shown.
    private static void WriteSource(TextOutput output, string line, int column)
    {
        int place = Math.Clamp(column - 1, 0, line.Length);
        int start = line.Length <= Longest ? 0 : Math.Max(0, place - (Longest / 2));
        string shown = line.Substring(start, Math.Min(Longest, line.Length - start)).Replace('\t', ' ');
        output.Line("  ", shown);
        output.Line("  ", new string(' ', place - start), new Segment("^", Tone.Error));
    }
}
