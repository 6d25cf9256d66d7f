namespace Stagecraft.Sandbox.Conditions;

/// <summary>Durations in the form of an integer and a unit: <c>ms</c>, <c>s</c>, <c>m</c> or <c>h</c>.</summary>
internal static class DurationText
{
    private static readonly (string Unit, TimeSpan Length)[] Units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)),
        ("s", TimeSpan.FromSeconds(1)),
        ("m", TimeSpan.FromMinutes(1)),
        ("h", TimeSpan.FromHours(1)),
    ];

    /// <summary>Null if the text is not a duration or is longer than a year.</summary>
    public static TimeSpan? Parse(string text)
    {
        foreach ((string? unit, TimeSpan length) in Units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal)
                && int.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                && number <= TimeSpan.FromDays(365) / length)
            {
                return number * length;
            }
        }

        return null;
    }

    /// <summary>Uses the largest unit without a remainder; fractions of a millisecond are truncated.</summary>
    public static string Of(TimeSpan duration)
    {
        long milliseconds = (long)duration.TotalMilliseconds;
        (string? unit, TimeSpan length) = milliseconds == 0
            ? Units[1]
            : Units.Last(entry => milliseconds % (long)entry.Length.TotalMilliseconds == 0);
        return string.Create(CultureInfo.InvariantCulture, $"{milliseconds / (long)length.TotalMilliseconds}{unit}");
    }
}
