using System.Globalization;
using System.Text.RegularExpressions;

namespace Stagecraft.Config;

/// <summary>Durations as a config writes them: a whole number and a unit, for instance <c>10s</c>.</summary>
public static partial class DurationText
{
    /// <summary>What a duration looks like, as a regular expression without anchors.</summary>
    public const string Expression = "([0-9]+)(ms|s|m|h)";

    /// <summary>What to write, as a hint for whoever did not.</summary>
    public const string Hint = "Write a whole number and a unit, ms, s, m or h, for instance 10s.";

    /// <summary>Reads a duration.</summary>
    /// <param name="text">The text.</param>
    /// <param name="duration">The duration; <see cref="TimeSpan.MaxValue"/> where it is longer than that, zero where the text is none.</param>
    /// <returns>Whether the text is a duration.</returns>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        Match match = Syntax().Match(text);
        if (!match.Success)
        {
            duration = TimeSpan.Zero;
            return false;
        }

        long unit = match.Groups[2].ValueSpan switch
        {
            "ms" => 1,
            "s" => 1000,
            "m" => 60_000,
            _ => 3_600_000,
        };
        bool fits = long.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out long count)
            && count <= TimeSpan.MaxValue.Ticks / TimeSpan.TicksPerMillisecond / unit;
        duration = fits ? TimeSpan.FromMilliseconds(count * unit) : TimeSpan.MaxValue;
        return true;
    }

    /// <summary>A duration as it would be written, in the largest unit that gives a whole number; parts of a millisecond are dropped.</summary>
    /// <param name="duration">The duration; not below zero.</param>
    public static string Of(TimeSpan duration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(duration, TimeSpan.Zero);
        long milliseconds = duration.Ticks / TimeSpan.TicksPerMillisecond;
        (long count, string unit) = milliseconds switch
        {
            > 0 when milliseconds % 3_600_000 == 0 => (milliseconds / 3_600_000, "h"),
            > 0 when milliseconds % 60_000 == 0 => (milliseconds / 60_000, "m"),
            _ when milliseconds % 1000 == 0 => (milliseconds / 1000, "s"),
            _ => (milliseconds, "ms"),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{count}{unit}");
    }

    [GeneratedRegex("^" + Expression + "\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Syntax();
}
