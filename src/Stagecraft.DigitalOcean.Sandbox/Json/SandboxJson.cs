using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Stagecraft.DigitalOcean.Sandbox.Data;

namespace Stagecraft.DigitalOcean.Sandbox.Json;

/// <summary>The JSON types of the API.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(CachedJsonConverter<ImageJson>), typeof(CachedJsonConverter<RegionJson>), typeof(CachedJsonConverter<SizeJson>)])]
[JsonSerializable(typeof(AccountJson))]
[JsonSerializable(typeof(ActionJson))]
[JsonSerializable(typeof(ActionJson.LinkJson))]
[JsonSerializable(typeof(AlertPolicyJson))]
[JsonSerializable(typeof(BackupPlanJson))]
[JsonSerializable(typeof(CertificateJson))]
[JsonSerializable(typeof(DropletBackupsJson))]
[JsonSerializable(typeof(DropletJson))]
[JsonSerializable(typeof(DropletSnapshotJson))]
[JsonSerializable(typeof(FirewallJson))]
[JsonSerializable(typeof(ImageJson))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(LoadBalancerJson))]
[JsonSerializable(typeof(OverviewJson))]
[JsonSerializable(typeof(ProjectJson))]
[JsonSerializable(typeof(ProjectResourceJson))]
[JsonSerializable(typeof(RegionJson))]
[JsonSerializable(typeof(ReservedIpJson))]
[JsonSerializable(typeof(SizeJson))]
[JsonSerializable(typeof(SnapshotJson))]
[JsonSerializable(typeof(SshKeyJson))]
[JsonSerializable(typeof(TagJson))]
[JsonSerializable(typeof(VolumeJson))]
[JsonSerializable(typeof(VpcJson))]
[JsonSerializable(typeof(VpcMemberJson))]
internal sealed partial class SandboxJson : JsonSerializerContext;
