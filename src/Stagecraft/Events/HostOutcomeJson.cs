using System.Text.Json;

namespace Stagecraft.Events;

/// <summary>Writes a <see cref="HostOutcome"/> of a summary, and its word.</summary>
public static class HostOutcomeJson
{
    /// <summary>The word for an outcome, for instance <c>created</c>. Stable: words are added, never changed.</summary>
    /// <param name="kind">The outcome.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such outcome.</exception>
    public static string Word(HostOutcomeKind kind) => kind switch
    {
        HostOutcomeKind.Created => "created",
        HostOutcomeKind.Deleted => "deleted",
        HostOutcomeKind.Unchanged => "unchanged",
        HostOutcomeKind.Failed => "failed",
        HostOutcomeKind.Skipped => "skipped",
        HostOutcomeKind.Kept => "kept",
        HostOutcomeKind.Unknown => "unknown",
        HostOutcomeKind.Protected => "protected",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    internal static IReadOnlyList<HostOutcomeKind> InOrder { get; } =
    [
        HostOutcomeKind.Created, HostOutcomeKind.Deleted, HostOutcomeKind.Unchanged, HostOutcomeKind.Failed,
        HostOutcomeKind.Skipped, HostOutcomeKind.Kept, HostOutcomeKind.Unknown, HostOutcomeKind.Protected,
    ];

    internal static void Write(Utf8JsonWriter json, HostOutcome host)
    {
        json.WriteStartObject();
        json.WriteString("name", host.Name);
        json.WriteString("outcome", Word(host.Kind));
        json.WriteString("id", host.Id?.Value);
        json.WriteString("public_ipv4", host.PublicIpv4);
        json.WriteString("private_ipv4", host.PrivateIpv4);
        json.WriteString("code", host.Code);
        json.WriteString("ready", host.Ready);
        json.WriteEndObject();
    }
}
