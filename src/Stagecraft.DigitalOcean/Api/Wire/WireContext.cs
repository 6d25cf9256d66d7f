using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Stagecraft.DigitalOcean.Api.Wire;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(CreateDroplets))]
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(Region))]
[JsonSerializable(typeof(Size))]
[JsonSerializable(typeof(SshKey))]
[JsonSerializable(typeof(Tag))]
[JsonSerializable(typeof(WireActionPage))]
[JsonSerializable(typeof(WirePage))]
[JsonSerializable(typeof(WireResponse))]
[JsonSerializable(typeof(WireTagging))]
internal sealed partial class WireContext : JsonSerializerContext;
