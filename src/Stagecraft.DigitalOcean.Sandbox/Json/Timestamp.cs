using System.Globalization;

namespace Stagecraft.DigitalOcean.Sandbox.Json;

/// <summary>Points in time as the API writes them: whole seconds, UTC.</summary>
internal static class Timestamp
{
    public static string Format(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
