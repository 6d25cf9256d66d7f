using System.Text.Json;
using Stagecraft.Cli.Context;

namespace Stagecraft.Cli.Rendering;

/// <summary>The result of adopt, forget and unprotect as JSON. spec/cli/output.md, 5.4.</summary>
internal static class OwnershipJson
{
    internal static void Write(CommandIo io, StagecraftFile file, string environment, string verb, OwnershipChange change, string outcome) =>
        io.WriteResult(JsonText.ToText(indented: true, json =>
        {
            json.WriteString("provider", file.ProviderId);
            json.WriteString("project", file.Project);
            json.WriteString("environment", environment);
            json.WriteString("action", verb);
            json.WriteString("host", change.Machine.Name);
            json.WriteString("machine_name", change.Machine.MachineName);
            json.WriteString("id", change.Machine.Id.Value);
            WriteTags(json, "add", change.Add);
            WriteTags(json, "remove", change.Remove);
            json.WriteStartArray("drift");
            foreach (FieldDifference drift in change.Drift)
            {
                json.WriteStartObject();
                json.WriteString("name", drift.Name);
                json.WriteString("declared", drift.Declared);
                json.WriteString("actual", drift.Actual);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("warnings");
            foreach (PlanWarning warning in change.Warnings)
            {
                json.WriteStartObject();
                json.WriteString("code", warning.Code);
                json.WriteString("message", warning.Message);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("outcome", outcome);
        }));

    private static void WriteTags(Utf8JsonWriter json, string key, IReadOnlyList<string> tags)
    {
        json.WriteStartArray(key);
        foreach (string tag in tags)
        {
            json.WriteStringValue(tag);
        }

        json.WriteEndArray();
    }
}
