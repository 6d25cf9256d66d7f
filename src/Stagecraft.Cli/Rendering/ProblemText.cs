using Stagecraft.Errors;

namespace Stagecraft.Cli.Rendering;

/// <summary>Problems for people. spec/cli/output.md, 6.1.</summary>
internal static class ProblemText
{
    internal static void Write(TextOutput output, IReadOnlyList<Problem> problems, bool verbose)
    {
        foreach (Problem problem in problems)
        {
            // The place comes first, as compilers write it: editors and CI annotations make it a link.
            string place = problem.Location is null ? "" : $"{problem.Location}: ";
            string path = problem.Path is { Length: > 0 } known ? $" [{known}]" : "";
            output.Line(place, new Segment("error: ", Tone.Error), problem.Message, path);
            if (problem.Hint is not null)
            {
                output.Line("hint: ", problem.Hint);
            }

            if (verbose && problem.RequestId is not null)
            {
                output.Line("request id: ", problem.RequestId);
            }
        }

        output.Flush();
    }
}
