using System.Text.Json;
using Stagecraft.Plans;

namespace Stagecraft.Events;

/// <summary>Writes the events of a run as JSON lines, as specified in <c>spec/cli/output.md</c>, section 3. Each line is flushed. Not
/// thread-safe.</summary>
/// <param name="output">The writer to write to; it is not disposed. Lines end with <c>\n</c>, whatever its <see
/// cref="TextWriter.NewLine"/>.</param>
/// <param name="time">The clock. Each line has <c>elapsed_ms</c>, the monotonic time since the first line.</param>
public sealed class InfraEventJsonWriter(TextWriter output, TimeProvider time)
{
    private long? _first;
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
            json.WriteNumber("to_update", summary.Update);
        });
    }

    /// <summary>Writes an event. Types that the format does not have are left out.</summary>
    /// <param name="happened">The event.</param>
    public void Write(InfraEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        if (InfraEventJson.Of(happened) is var (type, writeMembers))
        {
            Line(type, writeMembers);
        }
    }

    /// <summary>Writes <c>summary</c>, the last line.</summary>
    /// <param name="report">The outcome of every host.</param>
    /// <param name="exitCode">The command's exit code.</param>
    /// <param name="durationOf">The time from the first to the last event of a host, or null; default: unknown.</param>
    public void Summary(ApplyReport report, int exitCode, Func<HostOutcome, TimeSpan?>? durationOf = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        Line("summary", json =>
        {
            foreach (OutcomeKind kind in Enum.GetValues<OutcomeKind>())
            {
                json.WriteNumber(JsonWord.Of(kind), report.Count(kind));
            }

            json.WriteNumber("exit_code", exitCode);
            json.WriteObjects("hosts", report.Hosts, host =>
            {
                json.WriteString("name", host.Name);
                json.WriteString("outcome", JsonWord.Of(host.Kind));
                json.WriteString("id", host.Id?.Value);
                json.WriteString("public_ipv4", host.PublicIpv4);
                json.WriteString("private_ipv4", host.PrivateIpv4);
                json.WriteString("code", host.Code);
                json.WriteString("ready", host.Ready);
                json.WriteString("role", host.Role);
                json.WriteString("size", host.Size);
                json.WriteString("region", host.Region);
                json.WriteString("snapshot", host.Snapshot);
                if (durationOf?.Invoke(host) is { } duration)
                {
                    json.WriteNumber("duration_ms", (long)duration.TotalMilliseconds);
                }
                else
                {
                    json.WriteNull("duration_ms");
                }
            });
            json.WriteObjects("resources", report.Resources, resource =>
            {
                json.WriteString("kind", resource.Kind);
                json.WriteString("name", resource.Name);
                json.WriteString("cloud_name", resource.CloudName);
                json.WriteString("outcome", JsonWord.Of(resource.Outcome));
                json.WriteString("id", resource.Id?.Value);
                json.WriteString("code", resource.Code);
                json.WriteString("message", resource.Message);
            });
        });
    }

    private void Line(string type, Action<Utf8JsonWriter> members)
    {
        int sequence = ++_sequence;
        long now = time.GetTimestamp();
        long elapsed = (long)time.GetElapsedTime(_first ??= now, now).TotalMilliseconds;
        output.Write(JsonText.Of(indented: false, json =>
        {
            json.WriteString("type", type);
            json.WriteNumber("sequence", sequence);
            json.WriteNumber("elapsed_ms", elapsed);
            members(json);
        }) + '\n');
        output.Flush();
    }
}
