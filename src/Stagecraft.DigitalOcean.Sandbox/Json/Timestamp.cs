using System.Globalization;

namespace Stagecraft.DigitalOcean.Sandbox.Json;

/// <summary>The time format of the API: whole seconds, UTC.</summary>
internal static class Timestamp
{
    public static string Format(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
