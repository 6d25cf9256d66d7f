using System.Text.Json.Serialization;

namespace Stagecraft.DigitalOcean.Sandbox.LoadBalancers;

/// <summary>The JSON format of stored settings.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(LoadBalancerSpec))]
internal sealed partial class LoadBalancerSpecJson : JsonSerializerContext;
