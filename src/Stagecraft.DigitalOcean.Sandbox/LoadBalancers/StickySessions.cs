using System.Text.Json.Serialization;

namespace Stagecraft.DigitalOcean.Sandbox.LoadBalancers;

/// <summary>Sticky sessions: <c>none</c>, or <c>cookies</c> with a name and a lifetime.</summary>
internal sealed record StickySessions(
    string Type,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? CookieName,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? CookieTtlSeconds);
