using System.Text.Json.Serialization;

namespace Stagecraft.DigitalOcean.Api.Wire;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(WireAccountAnswer))]
[JsonSerializable(typeof(WireActionPage))]
[JsonSerializable(typeof(WireCreate))]
[JsonSerializable(typeof(WireDropletAnswer))]
[JsonSerializable(typeof(WireDropletPage))]
[JsonSerializable(typeof(WireError))]
[JsonSerializable(typeof(WireImageAnswer))]
[JsonSerializable(typeof(WireRegionPage))]
[JsonSerializable(typeof(WireSizePage))]
[JsonSerializable(typeof(WireSshKeyAnswer))]
[JsonSerializable(typeof(WireSshKeyPage))]
[JsonSerializable(typeof(WireNewTag))]
[JsonSerializable(typeof(WireTagAnswer))]
[JsonSerializable(typeof(WireTagging))]
[JsonSerializable(typeof(WireTagPage))]
internal sealed partial class WireContext : JsonSerializerContext;
