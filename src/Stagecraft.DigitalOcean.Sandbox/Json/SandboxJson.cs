using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Stagecraft.DigitalOcean.Sandbox.Data;

namespace Stagecraft.DigitalOcean.Sandbox.Json;

/// <summary>The shapes of the API, written by generated code.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(WrittenOnce<ImageJson>), typeof(WrittenOnce<RegionJson>), typeof(WrittenOnce<SizeJson>)])]
[JsonSerializable(typeof(AccountJson))]
[JsonSerializable(typeof(ActionJson))]
[JsonSerializable(typeof(ActionLinkJson))]
[JsonSerializable(typeof(BackupPlanJson))]
[JsonSerializable(typeof(DropletBackupsJson))]
[JsonSerializable(typeof(DropletJson))]
[JsonSerializable(typeof(ImageJson))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(OverviewJson))]
[JsonSerializable(typeof(RegionJson))]
[JsonSerializable(typeof(SizeJson))]
[JsonSerializable(typeof(SshKeyJson))]
[JsonSerializable(typeof(TagJson))]
[JsonSerializable(typeof(VpcJson))]
[JsonSerializable(typeof(VpcMemberJson))]
internal sealed partial class SandboxJson : JsonSerializerContext;
