using System.Globalization;
using System.Text.RegularExpressions;

namespace Stagecraft.Config;

/// <summary>Durations as a config writes them: a whole number and a unit, for example <c>10s</c>.</summary>
public static partial class DurationText
{
    /// <summary>The syntax of a duration as a regular expression without anchors.</summary>
    public const string Expression = "([0-9]+)(ms|s|m|h)";

    /// <summary>The hint for an invalid duration.</summary>
    public const string Hint = "write a whole number and a unit, ms, s, m or h, for example 10s";

    private static readonly (string Unit, long Ticks)[] Units =
    [
        ("h", TimeSpan.TicksPerHour), ("m", TimeSpan.TicksPerMinute), ("s", TimeSpan.TicksPerSecond), ("ms", TimeSpan.TicksPerMillisecond),
    ];

    /// <summary>Reads a duration.</summary>
    /// <param name="text">The text.</param>
    /// <param name="duration">The duration; <see cref="TimeSpan.MaxValue"/> where it is longer than that, zero where the text is
    /// none.</param>
    /// <returns>Whether the text is a duration.</returns>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        Match match = Syntax().Match(text);
        if (!match.Success)
        {
            duration = TimeSpan.Zero;
            return false;
        }

        long ticks = Units.First(u => u.Unit == match.Groups[2].Value).Ticks;
        bool fits = long.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out long count)
            && count <= TimeSpan.MaxValue.Ticks / ticks;
        duration = fits ? new TimeSpan(count * ticks) : TimeSpan.MaxValue;
        return true;
    }

    /// <summary>A duration as a config writes it, in the largest unit that gives a whole number. A duration that a config cannot express,
    /// negative or with parts of a millisecond, gives a text that <see cref="TryParse"/> refuses.</summary>
    /// <param name="duration">The duration.</param>
    public static string Format(TimeSpan duration)
    {
        foreach ((string unit, long ticks) in Units)
        {
            if (duration != TimeSpan.Zero && duration.Ticks % ticks == 0)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{duration.Ticks / ticks}{unit}");
            }
        }

        return duration == TimeSpan.Zero ? "0s" : string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds}ms");
    }

    [GeneratedRegex("^" + Expression + "\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Syntax();
}
