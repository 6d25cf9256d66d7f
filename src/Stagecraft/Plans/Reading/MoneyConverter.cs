using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Stagecraft.Config;

namespace Stagecraft.Plans.Reading;

/// <summary>Amounts of money as JSON strings with two decimals.</summary>
internal sealed class MoneyConverter : JsonConverter<decimal>
{
    // More digits than any price has, few enough for sums and differences.
    private const int MaxDigits = 15;

    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string? text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return text is not null && IsMoney(text)
            ? decimal.Parse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture)
            : throw new PlanValueException($"{(text is null ? "this" : Excerpt.Of(text))} is not an amount: write a string with two decimals, for instance \"48.00\"");
    }

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString("0.00", CultureInfo.InvariantCulture));

    private static bool IsMoney(string text)
    {
        ReadOnlySpan<char> digits = text.AsSpan(text.StartsWith('-') ? 1 : 0);
        return digits.Length is >= 4 and <= MaxDigits + 3
            && digits[^3] == '.'
            && !digits[..^3].ContainsAnyExceptInRange('0', '9')
            && !digits[^2..].ContainsAnyExceptInRange('0', '9');
    }
}
