using Stagecraft.Cli.Context;
using Stagecraft.Cli.Terminal;

namespace Stagecraft.Cli.Rendering;

/// <summary>The diagnosis of <c>doctor</c>. spec/cli/output.md, section 10.</summary>
internal static class DiagnosisView
{
    /// <summary>The message of a check that a sandbox skips.</summary>
    internal const string NotInSandbox = "not checked (sandbox)";

    private const string Skipped = "skipped";
    private const int WordWidth = 9;

    internal static void Write(CommandIo io, IReadOnlyList<Diagnosis> findings)
    {
        if (io.Options.Json)
        {
            WriteJson(io, findings);
            return;
        }

        Diagnosis[] shown = [.. findings.Where(f => !IsSkipped(f))];
        string[] skipped = [.. findings.Where(IsSkipped).Select(f => f.Check)];
        string count = Words.Count(skipped.Length, "check");
        int width = shown.Select(f => f.Check).Append(count).Max(c => c.Length);
        string indent = new string(' ', WordWidth);
        foreach (Diagnosis finding in shown)
        {
            WriteLine(Word(finding.Outcome), finding.Check, finding.Message);
            if (finding.Hint is not null && finding.Outcome != DiagnosisOutcome.Ok)
            {
                Prose.Write(io.Out, finding.Hint, io.Out.Width, indent: $"{indent}  ", first: $"{indent}hint: ");
            }

            if (io.Options.Verbose && finding.RequestId is not null)
            {
                io.Out.Line(indent, "request id: ", finding.RequestId);
            }
        }

        if (skipped.Length > 0)
        {
            WriteLine(Skipped, count, $"a sandbox has no real credentials and no real account: {string.Join(", ", skipped)}");
        }

        io.Out.Line();
        io.Out.Line($"{Words.Count(findings.Count, "check")}: {string.Join(", ", Counts(shown, skipped.Length))}.");
        io.Out.Flush();

        void WriteLine(Segment word, string check, string message) => Prose.Write(
            io.Out,
            message,
            io.Out.Width,
            indent: new string(' ', WordWidth + width + 2),
            first: [word, $"{indent[word.Text.Length..]}{check.PadRight(width)}  "]);
    }

    private static bool IsSkipped(Diagnosis finding) => finding is { Outcome: DiagnosisOutcome.Unknown, Message: NotInSandbox };

    private static IEnumerable<string> Counts(IReadOnlyList<Diagnosis> shown, int skipped) => Enum.GetValues<DiagnosisOutcome>()
        .Select(o => (Count: shown.Count(f => f.Outcome == o), Word: Word(o).Text))
        .Append((Count: skipped, Word: Skipped))
        .Where(c => c.Count > 0)
        .Select(c => $"{Words.Number(c.Count)} {c.Word}");

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
