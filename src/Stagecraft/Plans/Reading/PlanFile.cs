using System.Buffers;
using System.Text;
using System.Text.Json;
using Stagecraft.Config;
using Stagecraft.Errors;

namespace Stagecraft.Plans.Reading;

/// <summary>Reads the bytes of a plan file.</summary>
internal static class PlanFile
{
    public const int MaxDepth = 64;

    /// <exception cref="ConfigException">They are not a plan.</exception>
    public static InfraPlan Read(string file, ReadOnlySpan<byte> utf8, int maxBytes)
    {
        SourceLocation start = new SourceLocation(file, 1, 1);
        if (utf8.Length > maxBytes)
        {
            throw FileProblem.At(start, $"the plan file is larger than {maxBytes / (1024 * 1024)} MiB");
        }

        if (utf8 is [0xFE, 0xFF, ..] or [0xFF, 0xFE, ..])
        {
            throw FileProblem.At(start, "the file is UTF-16", "Save it as UTF-8.");
        }

        utf8 = utf8 is [0xEF, 0xBB, 0xBF, ..] ? utf8[3..] : utf8;
        PlanFindings findings = new();
        if (IsText(utf8, findings) && IsJson(utf8, findings) && Parse(utf8, findings) is { } plan)
        {
            PlanCheck.Check(plan, findings);
            if (!findings.Any)
            {
                return plan.ToPlan();
            }
        }

        throw findings.Exception(file, utf8);
    }

    // The JSON reader validates only the strings that are read.
    private static bool IsText(ReadOnlySpan<byte> utf8, PlanFindings findings)
    {
        if (System.Text.Unicode.Utf8.IsValid(utf8))
        {
            return true;
        }

        int at = 0;
        while (Rune.DecodeFromUtf8(utf8[at..], out _, out int length) == OperationStatus.Done)
        {
            at += length;
        }

        findings.Add(at, "", $"the file is not UTF-8: invalid byte 0x{utf8[at]:X2}", "Save it as UTF-8.");
        return false;
    }

    /// <summary>Whether it is JSON of a version that can be read.</summary>
    private static bool IsJson(ReadOnlySpan<byte> utf8, PlanFindings findings)
    {
        Utf8JsonReader reader = new(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
        bool isVersion = false;
        try
        {
            while (!findings.Any && reader.Read())
            {
                if (reader is { TokenType: JsonTokenType.String or JsonTokenType.PropertyName, ValueIsEscaped: true } && !IsString(ref reader))
                {
                    findings.Add((int)reader.TokenStartIndex, "", "this is not a string: it has half of a surrogate pair");
                }
                else if (isVersion)
                {
                    Version(ref reader, findings);
                }

                isVersion = !findings.Any && reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 } && reader.ValueTextEquals("format_version"u8);
            }
        }
        catch (JsonException exception)
        {
            int offset = Offset(utf8, exception);
            findings.Add(offset, "", utf8.IndexOfAnyExcept(" \t\r\n"u8) < 0 ? "the plan file is empty"
                : reader.CurrentDepth >= MaxDepth - 1 && utf8[offset..] is [(byte)'{' or (byte)'[', ..] ? $"the file is nested more than {MaxDepth} levels deep"
                : offset >= utf8.Length ? "this is not valid JSON: unexpected end of the file"
                : "this is not valid JSON");
        }

        return !findings.Any;
    }

    private static bool IsString(ref Utf8JsonReader reader)
    {
        try
        {
            reader.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static void Version(ref Utf8JsonReader reader, PlanFindings findings)
    {
        if (reader.TokenType == JsonTokenType.String && !reader.ValueTextEquals(JsonText.FormatVersion))
        {
            string version = Encoding.UTF8.GetString(reader.ValueSpan);
            findings.Add(
                (int)reader.TokenStartIndex,
                "format_version",
                $"format_version is {Excerpt.Of(version)}; this version of stagecraft reads '{JsonText.FormatVersion}'",
                "Create a new plan with this version.");
        }
    }

    private static PlanDocument? Parse(ReadOnlySpan<byte> utf8, PlanFindings findings)
    {
        try
        {
            PlanDocument? plan = JsonSerializer.Deserialize(utf8, StrictPlanJson.Plan);
            if (plan is null)
            {
                findings.Add("", "this must be an object, not null");
            }

            return plan;
        }
        catch (JsonException exception)
        {
            (int offset, JsonTokenType token) = TokenBefore(utf8, Offset(utf8, exception));
            string path = exception.Path is ['$', ..] and var found ? found[1..].TrimStart('.') : "";
            findings.Add(offset, Excerpt.Bare(path), exception is PlanValueException ? exception.Message : token switch
            {
                JsonTokenType.PropertyName => "unknown or duplicate key",
                JsonTokenType.EndObject => "a required key is missing",
                _ => "the value is null or has the wrong type",
            });
            return null;
        }
    }

    /// <summary>The last token that begins before an offset.</summary>
    private static (int Offset, JsonTokenType Type) TokenBefore(ReadOnlySpan<byte> utf8, int offset)
    {
        Utf8JsonReader reader = new(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
        (int Offset, JsonTokenType Type) token = (0, JsonTokenType.None);
        while (reader.Read() && (reader.TokenStartIndex < offset || token.Type == JsonTokenType.None))
        {
            token = ((int)reader.TokenStartIndex, reader.TokenType);
        }

        return token;
    }

    /// <summary>Where the JSON reader stopped, at the beginning of a character; it counts lines by their line feeds.</summary>
    private static int Offset(ReadOnlySpan<byte> utf8, JsonException exception)
    {
        int start = 0;
        for (long line = exception.LineNumber ?? 0; line > 0 && utf8[start..].IndexOf((byte)'\n') is >= 0 and int end; line--)
        {
            start += end + 1;
        }

        int offset = (int)Math.Min(start + (exception.BytePositionInLine ?? 0), utf8.Length);
        while (offset > 0 && offset < utf8.Length && (utf8[offset] & 0xC0) == 0x80)
        {
            offset--;
        }

        return offset;
    }
}
