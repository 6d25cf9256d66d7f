using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Stagecraft.DigitalOcean.Sandbox.Model;

/// <summary>A value of the conditions' JSON, and how to reach it from the top.</summary>
/// <param name="Json">The value.</param>
/// <param name="Path">The names and numbers that lead to it.</param>
/// <param name="Name">The last name; empty for the top and for what stands in a list.</param>
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
            ConditionsValue value = new ConditionsValue(member.Value, Path.Length == 0 ? Printable(name) : $"{Path}.{Printable(name)}", name);
            yield return names.Add(name) ? value : throw value.Error("is there twice");
        }
    }

    public IEnumerable<ConditionsValue> Items() =>
        Json.ValueKind == JsonValueKind.Array
            ? Json.EnumerateArray().Select((item, index) => new ConditionsValue(item, string.Create(CultureInfo.InvariantCulture, $"{Path}[{index}]")))
            : throw Error("must be a list");

    public string Text() => Json.ValueKind == JsonValueKind.String ? Unicode() : throw Error("must be a text");

    public bool Boolean() => Json.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Error("must be true or false"),
    };

    public long Integer(long min, long max) =>
        Json.ValueKind == JsonValueKind.Number && Json.TryGetInt64(out long number) && number >= min && number <= max
            ? number
            : throw Error(min == long.MinValue ? "must be a whole number" : string.Create(CultureInfo.InvariantCulture, $"must be a whole number from {min} to {max}"));

    public double Number() =>
        Json.ValueKind == JsonValueKind.Number && Json.TryGetDouble(out double number) ? number : throw Error("must be a number");

    public TimeSpan Duration() =>
        Json.ValueKind == JsonValueKind.String && DurationText.Parse(Unicode()) is { } duration
            ? duration
            : throw Error("must be a duration such as 250ms, 8s, 2m or 1h");

    /// <summary>A name that somebody else made up, for a message: short, on one line, and with nothing that a terminal obeys.</summary>
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
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate);

    private string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            throw Error("must have names in valid Unicode");
        }
    }

    /// <summary>The parser leaves texts alone until they are read; one that is not valid Unicode shows only then.</summary>
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
