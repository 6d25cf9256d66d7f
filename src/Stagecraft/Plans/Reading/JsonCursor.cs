using System.Globalization;
using System.Text.Json;
using Stagecraft.Config;

namespace Stagecraft.Plans.Reading;

/// <summary>
/// Walks a JSON document and takes values of the kind that is expected. Where another kind stands, that is a finding, and the walk goes
/// on: the values returned then are of no use, and neither is what is made of them.
/// </summary>
internal ref struct JsonCursor
{
    public const int Depth = 64;

    // More digits than any price has, few enough for sums and differences.
    private const int MaxDigits = 15;

    private readonly PlanFindings _findings;
    private readonly List<JsonStep> _way = [];
    private Utf8JsonReader _reader;

    public JsonCursor(ReadOnlySpan<byte> utf8, PlanFindings findings)
    {
        _findings = findings;
        _reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = Depth });
    }

    /// <summary>Where the value begins that the cursor stands on.</summary>
    public readonly int Offset => (int)_reader.TokenStartIndex;

    /// <summary>Whether nothing wrong was found so far, so that what was read may be compared.</summary>
    public readonly bool IsSound => !_findings.Any;

    /// <exception cref="JsonException">What follows is not JSON.</exception>
    public bool Next() => _reader.Read();

    public readonly void Wrong(string message, string? hint = null) => Wrong(Offset, message, hint);

    public readonly void Wrong(int offset, string message, string? hint = null) => _findings.Add(offset, Path(), message, hint);

    /// <summary>Reads an object. Every key must be there but for optional ones, none may be there twice, unknown ones are passed over.</summary>
    public void Object(ReadOnlySpan<string> keys, MemberReader read, params ReadOnlySpan<string> optional)
    {
        if (!Expect(JsonTokenType.StartObject, "an object"))
        {
            return;
        }

        int start = Offset;
        HashSet<string> seen = new(StringComparer.Ordinal);
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            int at = Offset;
            string key = Content();
            bool isFirst = seen.Add(key);
            bool isKnown = keys.Contains(key) || optional.Contains(key);
            _way.Add(new JsonStep(key, 0));
            if (!isFirst)
            {
                Wrong(at, "duplicate key: it stands already further up");
            }

            _reader.Read();
            if (isFirst && isKnown && !_findings.IsFull)
            {
                read(ref this, key);
            }
            else
            {
                _reader.Skip();
            }

            _way.RemoveAt(_way.Count - 1);
        }

        foreach (string key in keys)
        {
            if (!seen.Contains(key))
            {
                Wrong(start, $"the key '{key}' is missing");
            }
        }
    }

    public List<T> List<T>(ItemReader<T> read)
    {
        List<T> items = [];
        if (!Expect(JsonTokenType.StartArray, "a list"))
        {
            return items;
        }

        for (int i = 0; _reader.Read() && _reader.TokenType != JsonTokenType.EndArray; i++)
        {
            if (_findings.IsFull)
            {
                _reader.Skip();
                continue;
            }

            _way.Add(new JsonStep(null, i));
            items.Add(read(ref this));
            _way.RemoveAt(_way.Count - 1);
        }

        return items;
    }

    /// <summary>A text that is not empty.</summary>
    public string Text()
    {
        if (!Expect(JsonTokenType.String, "a text"))
        {
            return "";
        }

        string text = Content();
        if (text.Length == 0)
        {
            Wrong("this is empty");
        }

        return text;
    }

    public string? TextOrNull() => _reader.TokenType == JsonTokenType.Null ? null : Text();

    /// <summary>A text that may be empty.</summary>
    public string AnyText() => Expect(JsonTokenType.String, "a text") ? Content() : "";

    public string? AnyTextOrNull() => _reader.TokenType == JsonTokenType.Null ? null : AnyText();

    /// <summary>The id of a machine.</summary>
    public MachineId Id() => Text() is { } id && !string.IsNullOrWhiteSpace(id) ? new MachineId(id) : default;

    public bool Flag()
    {
        if (_reader.TokenType is JsonTokenType.True or JsonTokenType.False)
        {
            return _reader.GetBoolean();
        }

        return Expect(JsonTokenType.True, "true or false");
    }

    /// <summary>An amount of money: a text with two decimals, or null.</summary>
    public decimal? Money()
    {
        if (_reader.TokenType == JsonTokenType.Null || !Expect(JsonTokenType.String, "a text or null"))
        {
            return null;
        }

        string text = Content();
        if (IsMoney(text))
        {
            return decimal.Parse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        }

        Wrong($"{Excerpt.Of(text)} is not an amount of money: it is written with two decimals, as in '48.00'");
        return null;
    }

    private static bool IsMoney(string text)
    {
        ReadOnlySpan<char> digits = text.AsSpan(text.StartsWith('-') ? 1 : 0);
        return digits.Length is >= 4 and <= MaxDigits + 3
            && digits[^3] == '.'
            && !digits[..^3].ContainsAnyExceptInRange('0', '9')
            && !digits[^2..].ContainsAnyExceptInRange('0', '9');
    }

    private bool Expect(JsonTokenType type, string what)
    {
        if (_reader.TokenType == type)
        {
            return true;
        }

        Wrong($"this must be {what}, not {Kind(_reader.TokenType)}");
        _reader.Skip();
        return false;
    }

    private readonly string Content()
    {
        try
        {
            return _reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            Wrong("this is not a text: it has half of a surrogate pair in it");
            return "";
        }
    }

    private static string Kind(JsonTokenType type) => type switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        JsonTokenType.String => "a text",
        JsonTokenType.Number => "a number",
        JsonTokenType.Null => "null",
        _ => "true or false",
    };

    private readonly string Path()
    {
        string path = "";
        foreach (JsonStep step in _way)
        {
            path = step.Key is { } key ? ConfigPath.Key(path, key) : ConfigPath.Item(path, step.Index);
        }

        return path;
    }
}
