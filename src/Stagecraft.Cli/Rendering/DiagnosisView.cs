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
        string indent = new string(' ', 9);
        foreach (Diagnosis finding in findings)
        {
            Segment word = Word(finding.Outcome);
            string check = $"{indent[word.Text.Length..]}{finding.Check.PadRight(width)}  ";
            Prose.Write(io.Out, finding.Message, io.Out.Width, indent: new string(' ', 9 + width + 2), first: [word, check]);
            if (finding.Hint is not null && finding.Outcome != DiagnosisOutcome.Ok)
            {
                Prose.Write(io.Out, finding.Hint, io.Out.Width, indent: $"{indent}  ", first: $"{indent}hint: ");
            }

            if (io.Options.Verbose && finding.RequestId is not null)
            {
                io.Out.Line(indent, "request id: ", finding.RequestId);
            }
        }

        io.Out.Line();
        io.Out.Line($"{Words.Count(findings.Count, "check")}: {string.Join(", ", Counts(findings))}.");
        io.Out.Flush();
    }

    private static IEnumerable<string> Counts(IReadOnlyList<Diagnosis> findings) => Enum.GetValues<DiagnosisOutcome>()
        .Select(o => (Count: findings.Count(f => f.Outcome == o), Outcome: o))
        .Where(c => c.Count > 0)
        .Select(c => $"{Words.Number(c.Count)} {Word(c.Outcome).Text}");

    private static void WriteJson(CommandIo io, IReadOnlyList<Diagnosis> findings) => io.WriteResult(JsonText.ToText(indented: true, json =>
    {
        json.WriteBoolean("healthy", findings.All(f => f.Outcome != DiagnosisOutcome.Failed));
        json.WriteObjects("checks", findings, finding =>
        {
            json.WriteString("check", finding.Check);
            json.WriteString("outcome", Word(finding.Outcome).Text);
            json.WriteString("message", finding.Message);
            json.WriteString("hint", finding.Hint);
            json.WriteString("code", finding.Code);
            json.WriteString("request_id", finding.RequestId);
        });
    }));

    private static Segment Word(DiagnosisOutcome outcome) => outcome switch
    {
        DiagnosisOutcome.Ok => new Segment("ok", Tone.Create),
        DiagnosisOutcome.Warning => new Segment("warn", Tone.Warning),
        DiagnosisOutcome.Failed => new Segment("fail", Tone.Error),
        _ => "unknown",
    };
}
