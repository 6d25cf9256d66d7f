using System.Text;
using System.Text.Json;
using Stagecraft.Benchmarks.Table.Measuring;

namespace Stagecraft.Benchmarks.Table.Rendering;

/// <summary>One document, with the exact values.</summary>
internal static class JsonReport
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Of(Report report)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, Options))
        {
            json.WriteStartObject();
            json.WriteString("machine", report.Machine);
            json.WriteString("conditions", report.Conditions);
            json.WriteNumber("met", report.Tally.Met);
            json.WriteNumber("missed", report.Tally.Missed);
            json.WriteNumber("not_measured", report.Tally.NotMeasured);
            json.WriteStartArray("rows");
            foreach (Row row in report.Rows)
            {
                json.WriteStartObject();
                json.WriteString("job", row.Job);
                json.WriteStartArray("measures");
                foreach (Measure measure in row.Measures)
                {
                    Write(json, measure);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void Write(Utf8JsonWriter json, Measure measure)
    {
        json.WriteStartObject();
        json.WriteString("name", measure.Name);
        json.WriteString("unit", measure.Unit);
        if (measure.Value is { } value)
        {
            json.WriteNumber("value", value);
        }
        else
        {
            json.WriteNull("value");
        }

        if (measure.Asked is { } asked)
        {
            json.WriteStartObject("asked");
            json.WriteString("sign", asked.Sign);
            json.WriteNumber("limit", asked.Limit);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("asked");
        }

        json.WriteString("verdict", measure.Verdict switch
        {
            Verdict.Met => "met",
            Verdict.Missed => "missed",
            Verdict.NotMeasured => "not_measured",
            _ => "reported",
        });
        json.WriteString("note", measure.Note);
        json.WriteEndObject();
    }
}
