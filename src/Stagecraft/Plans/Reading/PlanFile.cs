using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using Stagecraft.Config;
using Stagecraft.Errors;

namespace Stagecraft.Plans.Reading;

/// <summary>From the bytes of a plan file to a plan, or to all that is wrong with them.</summary>
internal static class PlanFile
{
    /// <exception cref="ConfigException">They are not a plan.</exception>
    public static InfraPlan Read(string file, ReadOnlySpan<byte> utf8, int most)
    {
        SourceLocation start = new SourceLocation(file, 1, 1);
        if (utf8.Length > most)
        {
            throw FileProblem.At(start, $"the plan file is larger than {most / (1024 * 1024)} MiB");
        }

        if (utf8 is [0xFE, 0xFF, ..] or [0xFF, 0xFE, ..])
        {
            throw FileProblem.At(start, "the file is UTF-16", "Save it as UTF-8.");
        }

        utf8 = utf8 is [0xEF, 0xBB, 0xBF, ..] ? utf8[3..] : utf8;
        PlanFindings findings = new();
        InfraPlan? plan = IsText(utf8, findings) ? Parse(utf8, findings) : null;
        return plan is not null && !findings.Any ? plan : throw findings.Exception(file, utf8);
    }

    // The JSON reader itself looks at no more of a text than it is asked for.
    private static bool IsText(ReadOnlySpan<byte> utf8, PlanFindings findings)
    {
        if (Utf8.IsValid(utf8))
        {
            return true;
        }

        Span<char> chars = stackalloc char[256];
        int at = 0;
        OperationStatus status;
        do
        {
            status = Utf8.ToUtf16(utf8[at..], chars, out int read, out _, replaceInvalidSequences: false);
            at += read;
        }
        while (status == OperationStatus.DestinationTooSmall);
        findings.Add(at, "", $"the file is not UTF-8: byte 0x{utf8[at]:X2} does not belong here", "Save it as UTF-8.");
        return false;
    }

    private static InfraPlan? Parse(ReadOnlySpan<byte> utf8, PlanFindings findings)
    {
        JsonCursor json = new JsonCursor(utf8, findings);
        try
        {
            json.Next();
            InfraPlan plan = new PlanDocument().Read(ref json);
            json.Next();
            return plan;
        }
        catch (JsonException exception)
        {
            int offset = Offset(utf8, exception);
            string reason = utf8.IndexOfAnyExcept(" \t\r\n"u8) < 0 ? "the plan file is empty"
                : IsTooDeep(utf8[..offset]) ? $"the file is nested more than {JsonCursor.Depth} levels deep"
                : offset >= utf8.Length ? "this is not valid JSON: the text ends too early"
                : "this is not valid JSON";
            findings.Add(offset, "", reason);
            return null;
        }
    }

    // The reader does not tell why it stopped.
    private static bool IsTooDeep(ReadOnlySpan<byte> before)
    {
        Utf8JsonReader reader = new Utf8JsonReader(before, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = JsonCursor.Depth }));
        try
        {
            while (reader.Read())
            {
            }
        }
        catch (JsonException)
        {
            return true;
        }

        // What begins here counts for what is in it.
        int depth = reader.CurrentDepth + (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray ? 1 : 0);
        return depth == JsonCursor.Depth;
    }

    /// <summary>Where the JSON reader stopped; it counts lines by their line feeds.</summary>
    private static int Offset(ReadOnlySpan<byte> utf8, JsonException exception)
    {
        int start = 0;
        for (long line = exception.LineNumber ?? 0; line > 0; line--)
        {
            int end = utf8[start..].IndexOf((byte)'\n');
            if (end < 0)
            {
                break;
            }

            start += end + 1;
        }

        int offset = (int)Math.Min(start + (exception.BytePositionInLine ?? 0), utf8.Length);

        // A place inside of a character is a place before it.
        while (offset > 0 && offset < utf8.Length && (utf8[offset] & 0xC0) == 0x80)
        {
            offset--;
        }

        return offset;
    }
}
