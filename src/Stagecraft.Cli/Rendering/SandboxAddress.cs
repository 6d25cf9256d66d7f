using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Context;

namespace Stagecraft.Cli.Rendering;

/// <summary>Where the sandbox is, and how to tell programs. spec/cli/output.md, section 8.</summary>
internal static class SandboxAddress
{
    // doctl reads the first; Terraform's provider both, the second with more right. A real token there must not be sent.
    private static readonly string[] TokenVariables = ["DIGITALOCEAN_ACCESS_TOKEN", "DIGITALOCEAN_TOKEN"];

    /// <param name="context">Where to write.</param>
    /// <param name="address">Where it is.</param>
    /// <param name="tokenVariable">The variable that the config names, or null.</param>
    internal static void Write(CommandContext context, Uri address, string? tokenVariable)
    {
        string url = address.ToString().TrimEnd('/');
        string[] tokens = [.. TokenVariables.Append(tokenVariable ?? TokenVariables[0]).Distinct()];
        if (context.Json)
        {
            JsonDocumentText.Write(context.Environment.Out, indented: false, json =>
            {
                json.WriteString("address", url);
                json.WriteString("page", address.ToString());
                json.WriteStartObject("variables");
                json.WriteString(ApiAddress.Variable, url);
                foreach (string variable in tokens)
                {
                    json.WriteString(variable, SandboxNeeds.DummyToken);
                }

                json.WriteEndObject();
            });
            return;
        }

        context.Out.Line($"The sandbox listens at {url}");
        context.Out.Line("Open the same address in a browser to watch it.");
        context.Out.Line($"export {ApiAddress.Variable}={url}");
        context.Out.Line($"export {string.Join(' ', tokens.Select(v => $"{v}={SandboxNeeds.DummyToken}"))}");
        context.Out.Flush();
    }
}
