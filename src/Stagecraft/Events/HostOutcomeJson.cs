using System.Text.Json;

namespace Stagecraft.Events;

/// <summary>Writes a <see cref="HostOutcome"/> of a summary, and its word.</summary>
public static class HostOutcomeJson
{
    /// <summary>The word for an outcome, for instance <c>created</c>. Stable: words are added, never changed.</summary>
    /// <param name="kind">The outcome.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such outcome.</exception>
    public static string Word(HostOutcomeKind kind) =>
        Enum.IsDefined(kind) ? kind.ToString().ToLowerInvariant() : throw new ArgumentOutOfRangeException(nameof(kind));

    /// <summary>Writes the members; an object must be open.</summary>
    internal static void Write(Utf8JsonWriter json, HostOutcome host, TimeSpan? duration)
    {
        json.WriteString("name", host.Name);
        json.WriteString("outcome", Word(host.Kind));
        json.WriteString("id", host.Id?.Value);
        json.WriteString("public_ipv4", host.PublicIpv4);
        json.WriteString("private_ipv4", host.PrivateIpv4);
        json.WriteString("code", host.Code);
        json.WriteString("ready", host.Ready);
        json.WriteString("role", host.Role);
        json.WriteString("size", host.Size);
        json.WriteString("region", host.Region);
        if (duration is { } time)
        {
            json.WriteNumber("duration_ms", (long)time.TotalMilliseconds);
        }
        else
        {
            json.WriteNull("duration_ms");
        }
    }
}
