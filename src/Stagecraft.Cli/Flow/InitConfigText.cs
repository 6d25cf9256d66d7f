using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Rendering;

namespace Stagecraft.Cli.Flow;

/// <summary>Reports the config that <c>init</c> wrote, and the next commands. spec/cli/output.md, section 9.</summary>
internal static class InitConfigText
{
    internal static void Write(CommandIo io, GlobalArguments arguments, InitConfig file, decimal price, string plan, string up)
    {
        if (io.Options.Json)
        {
            io.WriteResult(JsonText.ToText(indented: true, json =>
            {
                json.WriteString("file", arguments.Config);
                json.WriteString("provider", DigitalOceanTerms.ProviderId);
                json.WriteString("project", file.Project);
                json.WriteString("environment", file.Environment);
                json.WriteString("ssh_key_name", file.Key);
                json.WriteString("region", file.Region);
                json.WriteString("size", file.Size);
                json.WriteNumber("hosts", file.HostCount);
                json.WriteString("monthly", Words.Money(price));
                json.WriteStrings("next", [plan, up]);
            }));
            return;
        }

        io.Out.Line(
            $"Wrote {arguments.Config}: project {file.Project}, environment {file.Environment}, {Words.Count(file.HostCount, "host")}.");
        io.Out.Line($"{Words.Number(file.HostCount)} x {file.Size} in {file.Region}, {Words.Money(price)} USD a month in total.");
        io.Out.Line($"No {DigitalOceanTerms.Machines} have been created yet.");
        io.Out.Line();
        io.Out.Line("Next:");
        io.Out.Line("  ", plan);
        io.Out.Line("  ", up);
        io.Out.Flush();
    }
}
