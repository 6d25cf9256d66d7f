using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Stagecraft.Events;

namespace Stagecraft.Plans;

/// <summary>Writes an <see cref="InfraPlan"/> as JSON, as specified in <c>spec/cli/output.md</c>, section 2. The same plan gives the same bytes.</summary>
public static class InfraPlanJson
{
    /// <summary>The version of the format, <c>major.minor</c>. A minor step only adds keys.</summary>
    public const string FormatVersion = JsonText.FormatVersion;

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

    private static void WriteMembers(Utf8JsonWriter json, InfraPlan plan)
    {
        json.WriteString("format_version", FormatVersion);
        json.WriteString("provider", plan.Provider);
        json.WriteString("project", plan.Project);
        json.WriteString("environment", plan.Environment);
        json.WriteBoolean("in_sync", plan.InSync);
        WriteList(json, "to_create", plan.ToCreate, WriteCreate);
        WriteList(json, "to_delete", plan.ToDelete, WriteDelete);
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
        json.WriteString("droplet_name", host.DropletName);
        json.WriteString("role", host.Role);
        json.WriteString("size", host.Size);
        json.WriteString("region", host.Region);
        json.WriteString("image", host.Image);
        json.WriteStartArray("tags");
        foreach (string tag in host.Tags)
        {
            json.WriteStringValue(tag);
        }

        json.WriteEndArray();
    }

    private static void WriteDelete(Utf8JsonWriter json, HostDeletion host)
    {
        json.WriteString("name", host.Name);
        json.WriteString("droplet_name", host.DropletName);
        json.WriteString("role", host.Role);
        json.WriteString("size", host.Size);
        json.WriteString("region", host.Region);
        json.WriteNumber("id", host.Id);
        json.WriteString("reason", DeleteReasonJson.Word(host.Reason));
    }

    private static void WriteDrift(Utf8JsonWriter json, HostDrift drift)
    {
        json.WriteString("name", drift.Name);
        json.WriteString("droplet_name", drift.DropletName);
        json.WriteNumber("id", drift.Id);
        json.WriteString("field", drift.Field);
        json.WriteString("declared", drift.Declared);
        json.WriteString("actual", drift.Actual);
    }

    private static void WriteUnchanged(Utf8JsonWriter json, UnchangedHost host)
    {
        json.WriteString("name", host.Name);
        json.WriteString("droplet_name", host.DropletName);
        json.WriteNumber("id", host.Id);
    }

    private static void WriteWarning(Utf8JsonWriter json, PlanWarning warning)
    {
        json.WriteString("code", warning.Code);
        json.WriteString("message", warning.Message);
    }

    private static string? Money(decimal? amount) => amount?.ToString("0.00", CultureInfo.InvariantCulture);
}
