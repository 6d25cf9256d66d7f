using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Context;

namespace Stagecraft.Cli.Rendering;

/// <summary>The address of the sandbox and the variables for other programs. spec/cli/output.md, section 8.</summary>
internal static class SandboxAddress
{
    /// <param name="tokenVariable">The variable that the config names, or null.</param>
    internal static void Write(CommandIo io, Uri address, string? tokenVariable)
    {
        string url = address.ToString().TrimEnd('/');

        // Other tools get the dummy token, so that they do not send a real one to the sandbox.
        string[] tokens =
        [
            .. DigitalOceanTerms.OtherTokenVariables.Append(tokenVariable ?? DigitalOceanTerms.OtherTokenVariables[0]).Distinct(),
        ];
        if (io.Options.Json)
        {
            io.WriteResult(JsonText.ToText(indented: false, json =>
            {
                json.WriteString("address", url);
                json.WriteString("page", address.ToString());
                json.WriteStartObject("variables");
                json.WriteString(DigitalOceanTerms.ApiUrlVariable, url);
                foreach (string variable in tokens)
                {
                    json.WriteString(variable, SandboxNeeds.DummyToken);
                }

                json.WriteEndObject();
            }));
            return;
        }

        io.Out.Line($"Sandbox listening on {url}");
        io.Out.Line("Open this URL in a browser for a live view.");
        io.Out.Line($"export {DigitalOceanTerms.ApiUrlVariable}={url}");
        io.Out.Line($"export {string.Join(' ', tokens.Select(v => $"{v}={SandboxNeeds.DummyToken}"))}");
        io.Out.Flush();
    }
}
