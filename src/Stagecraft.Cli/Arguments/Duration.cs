using System.Globalization;

namespace Stagecraft.Cli.Arguments;

/// <summary>Durations as users write them: a whole number with <c>ms</c>, <c>s</c>, <c>m</c> or <c>h</c>.</summary>
internal static class Duration
{
    // More digits than any use needs, few enough never to overflow.
    private const int MaxDigits = 9;

    /// <summary>The duration, or null where the text is none.</summary>
    internal static TimeSpan? Parse(string text)
    {
        int digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        if (digits is < 1 or > MaxDigits)
        {
            return null;
        }

        long number = long.Parse(text.AsSpan(0, digits), CultureInfo.InvariantCulture);
        return text[digits..] switch
        {
            "ms" => TimeSpan.FromMilliseconds(number),
            "s" => TimeSpan.FromSeconds(number),
            "m" => TimeSpan.FromMinutes(number),
            "h" => TimeSpan.FromHours(number),
            _ => null,
        };
    }
}
