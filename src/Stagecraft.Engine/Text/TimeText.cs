using System.Globalization;

namespace Stagecraft.Engine.Text;

/// <summary>Durations in messages.</summary>
internal static class TimeText
{
    /// <summary>Seconds below a minute, otherwise minutes.</summary>
    public static string Of(TimeSpan span) =>
        span.TotalSeconds < 60
            ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0} s")
            : string.Create(CultureInfo.InvariantCulture, $"{span.TotalMinutes:0.#} min");
}
