using Stagecraft.Cli.Context;

namespace Stagecraft.Cli.Rendering;

/// <summary>The result of adopt, forget and unprotect as JSON. spec/cli/output.md, 5.4.</summary>
internal static class OwnershipJson
{
    internal static void Write(
        CommandIo io, StagecraftFile file, string environment, string verb, OwnershipChange change, string outcome) =>
        io.WriteResult(JsonText.ToText(indented: true, json =>
        {
            json.WriteString("provider", file.ProviderId);
            json.WriteString("project", file.Project);
            json.WriteString("environment", environment);
            json.WriteString("action", verb);
            json.WriteString("host", change.Machine.Name);
            json.WriteString("machine_name", change.Machine.MachineName);
            json.WriteString("id", change.Machine.Id.Value);
            json.WriteStrings("add", change.Add);
            json.WriteStrings("remove", change.Remove);
            json.WriteObjects("drift", change.Drift, drift =>
            {
                json.WriteString("name", drift.Name);
                json.WriteString("declared", drift.Declared);
                json.WriteString("actual", drift.Actual);
            });
            json.WriteObjects("warnings", change.Warnings, warning =>
            {
                json.WriteString("code", warning.Code);
                json.WriteString("message", warning.Message);
            });
            json.WriteString("outcome", outcome);
        }));
}
