using System.Buffers;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Stagecraft.Cli.Rendering;

/// <summary>The hosts for the file-based service discovery of Prometheus. spec/cli/output.md, 5.6.2.</summary>
internal static class PrometheusTargets
{
    private static readonly JsonWriterOptions Format = new() { Indented = true, IndentSize = 2, NewLine = "\n" };

    internal static string ToText(string? project, string environment, IReadOnlyList<ReachableHost> hosts, int port)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, Format))
        {
            json.WriteStartArray();
            foreach (ReachableHost host in hosts)
            {
                json.WriteStartObject();
                json.WriteStrings("targets", [new IPEndPoint(host.Address, port).ToString()]);
                json.WriteStartObject("labels");
                WriteLabel(json, "project", project);
                WriteLabel(json, "environment", environment);
                WriteLabel(json, "role", host.Status.Role);
                WriteLabel(json, "host", host.Name);
                WriteLabel(json, "region", host.Status.Region);
                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteLabel(Utf8JsonWriter json, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            json.WriteString(name, value);
        }
    }
}
