using System.Text.Json.Serialization;

namespace Stagecraft.DigitalOcean.Sandbox.Json;

internal sealed record TaggedJson(
    long Count,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? LastTaggedUri);
