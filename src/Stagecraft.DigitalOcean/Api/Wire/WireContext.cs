using System.Text.Json.Serialization;
using Stagecraft.Engine.Http;

namespace Stagecraft.DigitalOcean.Api.Wire;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(WireAccountResponse))]
[JsonSerializable(typeof(WireActionPage))]
[JsonSerializable(typeof(WireCreate))]
[JsonSerializable(typeof(WireDropletResponse))]
[JsonSerializable(typeof(WireDropletPage))]
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(WireImageResponse))]
[JsonSerializable(typeof(WireRegionPage))]
[JsonSerializable(typeof(WireSizePage))]
[JsonSerializable(typeof(WireSshKeyResponse))]
[JsonSerializable(typeof(WireSshKeyPage))]
[JsonSerializable(typeof(WireNewTag))]
[JsonSerializable(typeof(WireTagResponse))]
[JsonSerializable(typeof(WireTagging))]
[JsonSerializable(typeof(WireTagPage))]
internal sealed partial class WireContext : JsonSerializerContext;
