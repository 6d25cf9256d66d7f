using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Stagecraft.DigitalOcean.Sandbox.Json;

/// <summary>The shapes of the API, written by generated code.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(AccountJson))]
[JsonSerializable(typeof(ActionJson))]
[JsonSerializable(typeof(ActionLinkJson))]
[JsonSerializable(typeof(DropletJson))]
[JsonSerializable(typeof(ImageJson))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(OverviewJson))]
[JsonSerializable(typeof(RegionJson))]
[JsonSerializable(typeof(SizeJson))]
[JsonSerializable(typeof(SshKeyJson))]
[JsonSerializable(typeof(TagJson))]
[JsonSerializable(typeof(VpcJson))]
internal sealed partial class SandboxJson : JsonSerializerContext;
