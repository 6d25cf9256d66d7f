using System.Text;
using System.Text.Json;
using Stagecraft.Config;
using Stagecraft.Errors;

namespace Stagecraft.Plans;

/// <summary>Reads the bytes of a plan file.</summary>
internal static class PlanFile
{
    public const int MaxDepth = 64;

    /// <exception cref="ConfigException">They are not a plan.</exception>
    public static InfraPlan Read(string file, ReadOnlySpan<byte> utf8, int maxBytes)
    {
        if (utf8.Length > maxBytes)
        {
            throw FileProblem.At(new SourceLocation(file, 1, 1), $"the plan file is larger than {maxBytes / (1024 * 1024)} MiB");
        }

        SourceText source = ConfigDecoder.ToText(file, ref utf8);
        CheckSyntax(source, utf8);
        CheckKind(source, utf8);
        PlanDocument plan = Parse(source, utf8);
        IReadOnlyList<Problem> found = PlanCheck.Problems(plan);
        return found.Count == 0 ? plan.ToPlan() : throw Failed(source, utf8, found);
    }

    /// <summary>Checks that it is JSON, of a version that can be read.</summary>
    private static void CheckSyntax(SourceText source, ReadOnlySpan<byte> utf8)
    {
        Utf8JsonReader reader = new(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
        JsonTokenType previous = JsonTokenType.None;
        try
        {
            for (; reader.Read(); previous = reader.TokenType)
            {
                if (reader is { TokenType: JsonTokenType.Null, CurrentDepth: > 0 } && previous != JsonTokenType.PropertyName)
                {
                    throw Failed(source, utf8, (int)reader.TokenStartIndex, "", "an entry of a list is null");
                }

                if (reader is { TokenType: JsonTokenType.String or JsonTokenType.PropertyName, ValueIsEscaped: true })
                {
                    reader.GetString();
                }

                bool isVersion = reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1, ValueIsEscaped: false }
                    && reader.ValueTextEquals("format_version"u8);
                if (isVersion && reader.Read() && reader is { TokenType: JsonTokenType.String, ValueIsEscaped: false }
                    && !reader.ValueTextEquals(JsonText.FormatVersion))
                {
                    string version = Excerpt.Of(Encoding.UTF8.GetString(reader.ValueSpan));
                    string message = $"format_version is {version}; this version of stagecraft reads '{JsonText.FormatVersion}'";
                    throw Failed(
                        source, utf8, (int)reader.TokenStartIndex, "format_version", message, "create a new plan with this version");
                }
            }
        }
        catch (JsonException exception)
        {
            int offset = Offset(utf8, exception);
            throw Failed(source, utf8, offset, "", utf8.IndexOfAnyExcept(" \t\r\n"u8) < 0 ? "the plan file is empty"
                : reader.CurrentDepth >= MaxDepth - 1 && utf8[offset..] is [(byte)'{' or (byte)'[', ..]
                    ? $"the file is nested more than {MaxDepth} levels deep"
                : offset >= utf8.Length ? "this is not valid JSON: unexpected end of the file"
                : "this is not valid JSON");
        }
        catch (InvalidOperationException)
        {
            throw Failed(source, utf8, (int)reader.TokenStartIndex, "", "this is not a string: it has half of a surrogate pair");
        }
    }

    /// <summary>Checks that it has the keys by which a plan differs from other documents.</summary>
    private static void CheckKind(SourceText source, ReadOnlySpan<byte> utf8)
    {
        Utf8JsonReader reader = new(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
        (bool hasVersion, bool hasChanges) = (false, false);
        while (reader.Read())
        {
            if (reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 })
            {
                hasVersion |= reader.ValueTextEquals("format_version"u8);
                hasChanges |= reader.ValueTextEquals("changes"u8);
            }
        }

        if (!hasVersion || !hasChanges)
        {
            throw Failed(
                source, utf8, 0, "", "this is not a plan file of Stagecraft", "create one with `stagecraft infra plan --out FILE`");
        }
    }

    private static PlanDocument Parse(SourceText source, ReadOnlySpan<byte> utf8)
    {
        try
        {
            return JsonSerializer.Deserialize(utf8, PlanJson.Document)!;
        }
        catch (JsonException exception)
        {
            // The serializer reports where it stopped: behind the token that is wrong.
            int offset = Offset(utf8, exception);
            (int Start, JsonTokenType Type) token = default;
            Utf8JsonReader reader = new(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
            while (reader.Read() && (reader.TokenStartIndex < offset || token.Type == JsonTokenType.None))
            {
                token = ((int)reader.TokenStartIndex, reader.TokenType);
            }

            string path = exception.Path is ['$', ..] and var found ? found[1..].TrimStart('.') : "";
            throw Failed(source, utf8, token.Start, Excerpt.Bare(path), exception switch
            {
                PlanValueException => exception.Message,
                _ when token.Type == JsonTokenType.PropertyName => "unknown or duplicate key",
                _ when token.Type == JsonTokenType.EndObject => "a required key is missing",
                _ => "the value is null or has the wrong type",
            });
        }
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

    private static ConfigException Failed(
        SourceText source, ReadOnlySpan<byte> utf8, int offset, string path, string message, string? hint = null) =>
        new(FileProblem.Of(At(source, utf8, offset), path, message, hint));

    private static ConfigException Failed(SourceText source, ReadOnlySpan<byte> utf8, IReadOnlyList<Problem> found)
    {
        Dictionary<string, int> places = Places(utf8, [.. found.Select(f => f.Path!)]);
        List<Problem> problems = [];
        foreach (Problem problem in found)
        {
            problems.Add(problem with { Location = At(source, utf8, places.GetValueOrDefault(problem.Path!)) });
        }

        problems = [.. ConfigProblems.ByPlace(problems).Take(PlanCheck.Most)];
        if (found.Count > PlanCheck.Most)
        {
            string more = $"there are more problems; these are the first {PlanCheck.Most}";
            problems.Add(problems[^1] with { Message = more, Hint = null, Path = null });
        }

        return new ConfigException(problems);
    }

    /// <summary>The byte offsets of the values at these paths, as far as they exist.</summary>
    /// <param name="utf8">Valid JSON, without incomplete surrogate pairs.</param>
    /// <param name="paths">Paths as <see cref="ConfigPath"/> writes them.</param>
    private static Dictionary<string, int> Places(ReadOnlySpan<byte> utf8, HashSet<string> paths)
    {
        Dictionary<string, int> places = new(StringComparer.Ordinal);
        Utf8JsonReader reader = new(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
        reader.Read();
        Visit(ref reader, "");
        return places;

        void Visit(ref Utf8JsonReader reader, string path)
        {
            bool isArray = reader.TokenType == JsonTokenType.StartArray;
            if (paths.Contains(path))
            {
                places.TryAdd(path, (int)reader.TokenStartIndex);
            }

            if (!isArray && reader.TokenType != JsonTokenType.StartObject)
            {
                return;
            }

            for (int i = 0; reader.Read() && reader.TokenType is not (JsonTokenType.EndArray or JsonTokenType.EndObject); i++)
            {
                string child = isArray ? ConfigPath.Item(path, i) : ConfigPath.Key(path, reader.GetString()!);
                if (!isArray)
                {
                    reader.Read();
                }

                Visit(ref reader, child);
            }
        }
    }

    private static SourceLocation At(SourceText source, ReadOnlySpan<byte> utf8, int offset) =>
        source.At(Encoding.UTF8.GetCharCount(utf8[..offset]));
}
