using System.Text.Json;
using Stagecraft.Plans;

namespace Stagecraft.Events;

/// <summary>Writes a run as a stream of JSON lines, as specified in <c>spec/cli/output.md</c>, section 3. Each line is flushed, so that a reader sees it
/// when it happens. Not safe for use by several threads at once.</summary>
/// <param name="output">Where to; not disposed. Lines end with <c>\n</c>, whatever its <see cref="TextWriter.NewLine"/>.</param>
public sealed class InfraEventJsonWriter(TextWriter output)
{
    private readonly TextWriter _output = output;
    private int _sequence;

    /// <summary>Writes <c>start</c>, the first line.</summary>
    /// <param name="command"><c>up</c> or <c>down</c>.</param>
    /// <param name="plan">The plan that is about to be applied.</param>
    public void Start(string command, InfraPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        Line("start", json =>
        {
            json.WriteString("format_version", JsonText.FormatVersion);
            json.WriteString("command", command);
            json.WriteString("provider", plan.Provider);
            json.WriteString("project", plan.Project);
            json.WriteString("environment", plan.Environment);
            PlanSummary summary = plan.Summary;
            json.WriteNumber("to_create", summary.Create + summary.Replace);
            json.WriteNumber("to_delete", summary.Delete + summary.Replace);
            json.WriteNumber("to_protect", summary.Update);
        });
    }

    /// <summary>Writes an event. Kinds that the format does not have are left out.</summary>
    /// <param name="happened">The event.</param>
    public void Write(InfraEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        if (InfraEventJson.TypeOf(happened) is { } type)
        {
            Line(type, json => InfraEventJson.WriteMembers(json, happened));
        }
    }

    /// <summary>Writes <c>summary</c>, the last line.</summary>
    /// <param name="report">What became of every host.</param>
    /// <param name="exitCode">The command's exit code.</param>
    public void Summary(ApplyReport report, int exitCode)
    {
        ArgumentNullException.ThrowIfNull(report);
        Line("summary", json =>
        {
            foreach (HostOutcomeKind kind in HostOutcomeJson.InOrder)
            {
                json.WriteNumber(HostOutcomeJson.Word(kind), report.Count(kind));
            }

            json.WriteNumber("exit_code", exitCode);
            json.WriteStartArray("hosts");
            foreach (HostOutcome host in report.Hosts)
            {
                HostOutcomeJson.Write(json, host);
            }

            json.WriteEndArray();
        });
    }

    private void Line(string type, Action<Utf8JsonWriter> members)
    {
        int sequence = ++_sequence;
        _output.Write(JsonText.Of(indented: false, json =>
        {
            json.WriteString("type", type);
            json.WriteNumber("sequence", sequence);
            members(json);
        }) + '\n');
        _output.Flush();
    }
}
