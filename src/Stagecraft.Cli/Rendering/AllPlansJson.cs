using System.Text.Json;
using Stagecraft.Cli.Context;

namespace Stagecraft.Cli.Rendering;

/// <summary>The plans of every environment as JSON. spec/cli/output.md, 2.2.</summary>
internal static class AllPlansJson
{
    internal static void Write(CommandIo io, StagecraftFile file, AllPlans all) =>
        io.WriteResult(JsonText.ToText(indented: true, json =>
        {
            json.WriteString("provider", file.ProviderId);
            json.WriteString("project", file.Project);
            json.WriteStartArray("plans");
            foreach (InfraPlan plan in all.Plans)
            {
                using JsonDocument document = JsonDocument.Parse(InfraPlanJson.ToText(plan));
                document.RootElement.WriteTo(json);
            }

            json.WriteEndArray();
            json.WriteObjects("undeclared", all.Undeclared, environment =>
            {
                json.WriteString("environment", environment.Environment);
                json.WriteNumber("machines", environment.Hosts.Count);
                json.WriteString("monthly", environment.Monthly is { } monthly ? Words.Money(monthly) : null);
            });
            ErrorJson.WriteErrors(json, all.Problems);
        }));
}
