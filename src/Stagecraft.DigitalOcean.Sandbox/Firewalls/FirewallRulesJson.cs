using System.Text.Json.Serialization;

namespace Stagecraft.DigitalOcean.Sandbox.Firewalls;

/// <summary>The JSON format of stored rules.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(FirewallRules))]
internal sealed partial class FirewallRulesJson : JsonSerializerContext;
