using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Cloud;

namespace Stagecraft.Cli.Rendering;

/// <summary>Where the sandbox is, and how to tell programs. spec/cli/output.md, section 8.</summary>
internal static class SandboxAddress
{
    internal static void Write(CommandContext context, Uri address, string tokenVariable)
    {
        string url = address.ToString().TrimEnd('/');
        if (context.Json)
        {
            JsonDocumentText.Write(context.Environment.Out, indented: false, json =>
            {
                json.WriteString("address", url);
                json.WriteStartObject("variables");
                json.WriteString(ApiAddress.Variable, url);
                json.WriteString(tokenVariable, SandboxNeeds.DummyToken);
                json.WriteEndObject();
            });
            return;
        }

        context.Out.Line($"The sandbox listens at {url}");
        context.Out.Line($"export {ApiAddress.Variable}={url}");
        context.Out.Line($"export {tokenVariable}={SandboxNeeds.DummyToken}");
        context.Out.Flush();
    }
}
