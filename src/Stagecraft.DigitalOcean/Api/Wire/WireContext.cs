using System.Text.Json.Serialization;

namespace Stagecraft.DigitalOcean.Api.Wire;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(CreateDroplets))]
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(Tag))]
[JsonSerializable(typeof(WireAccountResponse))]
[JsonSerializable(typeof(WireActionPage))]
[JsonSerializable(typeof(WireDropletPage))]
[JsonSerializable(typeof(WireDropletResponse))]
[JsonSerializable(typeof(WireImageResponse))]
[JsonSerializable(typeof(WireRegionPage))]
[JsonSerializable(typeof(WireSizePage))]
[JsonSerializable(typeof(WireSshKeyPage))]
[JsonSerializable(typeof(WireSshKeyResponse))]
[JsonSerializable(typeof(WireTagPage))]
[JsonSerializable(typeof(WireTagResponse))]
[JsonSerializable(typeof(WireTagging))]
internal sealed partial class WireContext : JsonSerializerContext;
