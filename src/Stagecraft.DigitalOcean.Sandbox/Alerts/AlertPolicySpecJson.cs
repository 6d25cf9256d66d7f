using System.Text.Json.Serialization;

namespace Stagecraft.DigitalOcean.Sandbox.Alerts;

/// <summary>The JSON format of stored settings.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(AlertPolicySpec))]
internal sealed partial class AlertPolicySpecJson : JsonSerializerContext;
