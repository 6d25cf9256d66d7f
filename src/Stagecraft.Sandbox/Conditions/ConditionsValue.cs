using System.Text;
using System.Text.Json;

namespace Stagecraft.Sandbox.Conditions;

/// <summary>A value in the JSON of the conditions, with its path.</summary>
/// <param name="Json">The value.</param>
/// <param name="Path">The path from the root.</param>
/// <param name="Name">The member name; empty for the root and for list items.</param>
internal sealed record ConditionsValue(JsonElement Json, string Path, string Name = "")
{
    private const int MaxNameLength = 80;

    public bool IsNull => Json.ValueKind == JsonValueKind.Null;

    public SandboxConditionsException Error(string problem) => new(Path, problem);

    public IEnumerable<ConditionsValue> Members()
    {
        if (Json.ValueKind != JsonValueKind.Object)
        {
            throw Error("must be an object");
        }

        HashSet<string> names = new HashSet<string>(StringComparer.Ordinal);
        foreach (JsonProperty member in Json.EnumerateObject())
        {
            string name = NameOf(member);
            string path = Path.Length == 0 ? Printable(name) : $"{Path}.{Printable(name)}";
            ConditionsValue value = new ConditionsValue(member.Value, path, name);
            yield return names.Add(name) ? value : throw value.Error("is duplicated");
        }
    }

    public IEnumerable<ConditionsValue> Items() =>
        Json.ValueKind == JsonValueKind.Array
            ? Json.EnumerateArray().Select((item, index) =>
                new ConditionsValue(item, string.Create(CultureInfo.InvariantCulture, $"{Path}[{index}]")))
            : throw Error("must be a list");

    public string Text() => Json.ValueKind == JsonValueKind.String ? Unicode() : throw Error("must be a string");

    public bool Boolean() => Json.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Error("must be true or false"),
    };

    public long Integer(long min, long max) =>
        Json.ValueKind == JsonValueKind.Number && Json.TryGetInt64(out long number) && number >= min && number <= max
            ? number
            : throw Error(min == long.MinValue
                ? "must be an integer"
                : string.Create(CultureInfo.InvariantCulture, $"must be an integer from {min} to {max}"));

    public double Number() =>
        Json.ValueKind == JsonValueKind.Number && Json.TryGetDouble(out double number) ? number : throw Error("must be a number");

    public TimeSpan Duration() =>
        Json.ValueKind == JsonValueKind.String && DurationText.Parse(Unicode()) is { } duration
            ? duration
            : throw Error("must be a duration such as 250ms, 8s, 2m or 1h");

    /// <summary>A user-supplied name for an error message: truncated, on one line, and without control characters.</summary>
    private static string Printable(string name)
    {
        StringBuilder shown = new StringBuilder();
        foreach (Rune rune in (name.Length > MaxNameLength ? name[..MaxNameLength] : name).EnumerateRunes())
        {
            shown.Append(IsPrintable(rune) ? rune.ToString() : "?");
        }

        return name.Length > MaxNameLength ? shown.Append('…').ToString() : shown.ToString();
    }

    private static bool IsPrintable(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate);

    private string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            throw Error("must have member names in valid Unicode");
        }
    }

    /// <summary>The parser decodes a string when it is read, so invalid Unicode is detected here.</summary>
    private string Unicode()
    {
        try
        {
            return Json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Error("is not valid Unicode");
        }
    }
}
