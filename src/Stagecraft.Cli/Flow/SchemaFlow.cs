using System.Text.Json.Nodes;
using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Errors;

namespace Stagecraft.Cli.Flow;

/// <summary><c>schema</c>: no file, no network, no token. JSON in every output format.</summary>
internal static class SchemaFlow
{
    internal static int Run(CommandContext context)
    {
        CloudProviderRegistry registry = context.Environment.CreateProviders(
            new ProviderContext(Cloud: null, _ => null, ApiUrl: null, context.Environment.TimeProvider, StateDirectory: null));
        JsonObject schema = StagecraftSchema.Of(registry.Ids.Select(id => KeyValuePair.Create(id, Describe(registry.Get(id)))));
        context.Io.WriteResult(JsonText.ToText(schema));
        return ExitCodes.Done;
    }

    private static JsonObject Describe(ICloudProvider provider)
    {
        using (provider as IDisposable)
        {
            return provider.DescribeConfig();
        }
    }
}
