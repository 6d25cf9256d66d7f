using Stagecraft.Cli.Context;

namespace Stagecraft.Cli.Rendering;

/// <summary>Every environment of the account, as JSON. spec/cli/output.md, 5.7.</summary>
internal static class EnvironmentsJson
{
    internal static void Write(CommandIo io, StagecraftFile file, IReadOnlyList<AccountEnvironment> environments) =>
        io.WriteResult(JsonText.ToText(indented: true, json =>
        {
            json.WriteString("provider", file.ProviderId);
            json.WriteObjects("environments", environments, environment =>
            {
                json.WriteString("project", environment.Project);
                json.WriteString("environment", environment.Environment);
                json.WriteBoolean("declared", environment.IsDeclared);
                HostsJson.WriteHosts(json, environment.Hosts);
            });
        }));
}
