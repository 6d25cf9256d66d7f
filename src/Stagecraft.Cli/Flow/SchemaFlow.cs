using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Stagecraft.Cli.Arguments;
using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Context;
using Stagecraft.Cli.Errors;
using Stagecraft.Config;
using Stagecraft.Providers;

namespace Stagecraft.Cli.Flow;

/// <summary><c>schema</c>: no file, no network, no token. JSON in every output format.</summary>
internal static class SchemaFlow
{
    internal static int Run(CommandContext context, GlobalArguments arguments)
    {
        ProviderContext provided = new ProviderContext(_ => null, arguments.ApiUrl, context.Environment.TimeProvider);
        CloudProviderRegistry registry = context.Environment.CreateProviders(provided);
        JsonObject schema = StagecraftSchema.Of(registry.Ids.Select(id => KeyValuePair.Create(id, Describe(registry.Get(id)))));
        ArrayBufferWriter<byte> buffer = new ArrayBufferWriter<byte>();
        using (Utf8JsonWriter json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            schema.WriteTo(json);
        }

        context.Io.WriteResult(Encoding.UTF8.GetString(buffer.WrittenSpan));
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
