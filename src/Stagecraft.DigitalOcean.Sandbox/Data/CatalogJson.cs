using System.Text.Json.Serialization;

namespace Stagecraft.DigitalOcean.Sandbox.Data;

/// <summary>The JSON types of the catalog, for <see cref="CachedJsonConverter{T}"/>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ImageJson))]
[JsonSerializable(typeof(RegionJson))]
[JsonSerializable(typeof(SizeJson))]
internal sealed partial class CatalogJson : JsonSerializerContext;
