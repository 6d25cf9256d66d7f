using Stagecraft.Cli.Context;

namespace Stagecraft.Cli.Rendering;

/// <summary>The result of <c>validate</c> as JSON. spec/cli/output.md, 7.2.</summary>
internal static class ValidationJson
{
    internal static void Write(CommandIo io, string path, StagecraftFile? file, IReadOnlyList<Problem> problems) =>
        io.WriteResult(JsonText.ToText(indented: true, json =>
        {
            json.WriteBoolean("valid", problems.Count == 0);
            json.WriteString("file", path);
            json.WriteString("provider", file?.ProviderId);
            json.WriteString("project", file?.Project);
            json.WriteStrings("environments", file?.Environments ?? []);
            ErrorJson.WriteErrors(json, problems);
        }));
}
