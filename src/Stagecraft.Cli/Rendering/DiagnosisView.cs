using Stagecraft.Cli.Context;
using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Rendering;

/// <summary>The diagnosis of <c>doctor</c>. spec/cli/output.md, section 10.</summary>
internal static class DiagnosisView
{
    internal static void Write(CommandIo io, IReadOnlyList<Diagnosis> findings)
    {
        if (io.Options.Json)
        {
            WriteJson(io, findings);
            return;
        }

        int width = findings.Max(f => f.Check.Length);
        foreach (Diagnosis finding in findings)
        {
            string word = Word(finding.Outcome);
            io.Out.Line(
                new Segment(word, ToneOf(finding.Outcome)),
                new string(' ', 9 - word.Length),
                finding.Check.PadRight(width),
                "  ",
                finding.Message);
            if (finding.Hint is not null && finding.Outcome != DiagnosisOutcome.Ok)
            {
                io.Out.Line(new string(' ', 9), "hint: ", finding.Hint);
            }

            if (io.Options.Verbose && finding.RequestId is not null)
            {
                io.Out.Line(new string(' ', 9), "request id: ", finding.RequestId);
            }
        }

        io.Out.Line();
        io.Out.Line($"{Words.Count(findings.Count, "check")}: {string.Join(", ", Counts(findings))}.");
        io.Out.Flush();
    }

    private static IEnumerable<string> Counts(IReadOnlyList<Diagnosis> findings) => Enum.GetValues<DiagnosisOutcome>()
        .Select(o => (Count: findings.Count(f => f.Outcome == o), Outcome: o))
        .Where(c => c.Count > 0)
        .Select(c => $"{Words.Number(c.Count)} {Word(c.Outcome)}");

    private static void WriteJson(CommandIo io, IReadOnlyList<Diagnosis> findings) => io.WriteResult(JsonText.ToText(indented: true, json =>
    {
        json.WriteBoolean("healthy", findings.All(f => f.Outcome != DiagnosisOutcome.Failed));
        json.WriteObjects("checks", findings, finding =>
        {
            json.WriteString("check", finding.Check);
            json.WriteString("outcome", Word(finding.Outcome));
            json.WriteString("message", finding.Message);
            json.WriteString("hint", finding.Hint);
            json.WriteString("code", finding.Code);
            json.WriteString("request_id", finding.RequestId);
        });
    }));

    private static string Word(DiagnosisOutcome outcome) => outcome switch
    {
        DiagnosisOutcome.Ok => "ok",
        DiagnosisOutcome.Warning => "warn",
        DiagnosisOutcome.Failed => "fail",
        _ => "unknown",
    };

    private static Tone ToneOf(DiagnosisOutcome outcome) => outcome switch
    {
        DiagnosisOutcome.Ok => Tone.Create,
        DiagnosisOutcome.Warning => Tone.Warning,
        DiagnosisOutcome.Failed => Tone.Error,
        _ => Tone.Plain,
    };
}
