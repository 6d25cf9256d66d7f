using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Stagecraft.Config;
using Stagecraft.Plans.Reading;

namespace Stagecraft.Plans;

/// <summary>An <see cref="InfraPlan"/> as JSON, as specified in <c>spec/cli/output.md</c>, section 2. The same plan gives the same bytes, and reading them gives the same plan.</summary>
public static class InfraPlanJson
{
    /// <summary>The version of the format, <c>major.minor</c>. A minor step only adds keys.</summary>
    public const string FormatVersion = JsonText.FormatVersion;

    private const string Kind = "plan";
    private const int MaxBytes = 16 * 1024 * 1024;

    /// <summary>Writes a plan as one indented document, UTF-8 with <c>\n</c> line ends and without a final one.</summary>
    /// <param name="plan">The plan; its lists are written in the order they have.</param>
    /// <param name="output">Where to.</param>
    public static void Write(InfraPlan plan, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(output);
        JsonText.Write(output, indented: true, json => WriteMembers(json, plan));
    }

    /// <summary>A plan as text: what <see cref="Write"/> writes.</summary>
    /// <param name="plan">The plan.</param>
    public static string ToText(InfraPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return JsonText.Of(indented: true, json => WriteMembers(json, plan));
    }

    /// <summary>Reads a plan from a file.</summary>
    /// <param name="file">The file's path; the places of all problems name it as given.</param>
    /// <exception cref="ConfigException">The file cannot be read, or as for a plan in memory.</exception>
    public static InfraPlan Read(string file) => Read(file, FileContent.Load(file, Kind, MaxBytes));

    /// <summary>
    /// Reads a plan. A file from a stranger is safe to read: at most 16 MiB and 64 levels. Unknown keys are passed over, lists are sorted,
    /// everything else must be as it is written here; see <c>spec/cli/output.md</c>, 2.1.
    /// </summary>
    /// <param name="fileName">What the places of all problems name as the file; it need not exist.</param>
    /// <param name="utf8">The content; a UTF-8 byte order mark is accepted.</param>
    /// <exception cref="ConfigException">It is not a plan that this version can read; every problem has the code <c>config_invalid</c> and
    /// a place, and all that can be found together are reported together.</exception>
    public static InfraPlan Read(string fileName, ReadOnlySpan<byte> utf8)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        return PlanFile.Read(fileName, utf8, MaxBytes);
    }

    private static void WriteMembers(Utf8JsonWriter json, InfraPlan plan)
    {
        json.WriteString("format_version", FormatVersion);
        json.WriteString("provider", plan.Provider);
        json.WriteString("project", plan.Project);
        json.WriteString("environment", plan.Environment);
        json.WriteBoolean("in_sync", plan.InSync);
        WriteList(json, "to_create", plan.ToCreate, WriteCreate);
        WriteList(json, "to_delete", plan.ToDelete, WriteDelete);
        WriteList(json, "to_protect", plan.ToProtect, WriteProtect);
        WriteList(json, "drift", plan.Drift, WriteDrift);
        WriteList(json, "unchanged", plan.Unchanged, WriteUnchanged);
        WriteList(json, "warnings", plan.Warnings, WriteWarning);
        json.WriteStartObject("cost");
        json.WriteString("currency", plan.Cost.Currency);
        json.WriteString("monthly_before", Money(plan.Cost.MonthlyBefore));
        json.WriteString("monthly_after", Money(plan.Cost.MonthlyAfter));
        json.WriteString("monthly_delta", Money(plan.Cost.MonthlyDelta));
        json.WriteEndObject();
        json.WriteStartObject("fingerprint");
        json.WriteString("config", plan.Fingerprint.Config);
        json.WriteString("account", plan.Fingerprint.Account);
        json.WriteEndObject();
        WriteNames(json, "targets", plan.Targets);
        WriteNames(json, "replace", plan.Replace);
    }

    private static void WriteNames(Utf8JsonWriter json, string key, IReadOnlyList<string> names)
    {
        json.WriteStartArray(key);
        foreach (string name in names)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
    }

    private static void WriteList<T>(Utf8JsonWriter json, string key, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(key);
        foreach (T item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteCreate(Utf8JsonWriter json, HostSpec host)
    {
        json.WriteString("name", host.Name);
        json.WriteString("machine_name", host.MachineName);
        json.WriteString("role", host.Role);
        json.WriteString("size", host.Size);
        json.WriteString("region", host.Region);
        json.WriteString("image", host.Image);
        WriteNames(json, "tags", host.Tags);
    }

    private static void WriteDelete(Utf8JsonWriter json, HostDeletion host)
    {
        json.WriteString("name", host.Name);
        json.WriteString("machine_name", host.MachineName);
        json.WriteString("role", host.Role);
        json.WriteString("size", host.Size);
        json.WriteString("region", host.Region);
        json.WriteString("id", host.Id.Value);
        json.WriteString("reason", DeleteReasonJson.Word(host.Reason));
    }

    private static void WriteProtect(Utf8JsonWriter json, HostProtection host)
    {
        json.WriteString("name", host.Name);
        json.WriteString("id", host.Id.Value);
    }

    private static void WriteDrift(Utf8JsonWriter json, HostDrift drift)
    {
        json.WriteString("name", drift.Name);
        json.WriteString("machine_name", drift.MachineName);
        json.WriteString("id", drift.Id.Value);
        json.WriteString("field", drift.Field);
        json.WriteString("declared", drift.Declared);
        json.WriteString("actual", drift.Actual);
    }

    private static void WriteUnchanged(Utf8JsonWriter json, UnchangedHost host)
    {
        json.WriteString("name", host.Name);
        json.WriteString("machine_name", host.MachineName);
        json.WriteString("id", host.Id.Value);
    }

    private static void WriteWarning(Utf8JsonWriter json, PlanWarning warning)
    {
        json.WriteString("code", warning.Code);
        json.WriteString("message", warning.Message);
    }

    private static string? Money(decimal? amount) => amount?.ToString("0.00", CultureInfo.InvariantCulture);
}
