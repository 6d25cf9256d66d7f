using System.Text.Json.Serialization;
using Stagecraft.DigitalOcean.Sandbox.Droplets;

namespace Stagecraft.DigitalOcean.Sandbox.Json;

/// <summary>The backup policy of a droplet and the next backup window.</summary>
internal sealed record DropletBackupsJson(
    long DropletId,
    bool BackupEnabled,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] BackupPolicyJson? BackupPolicy,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] BackupWindowJson? NextBackupWindow)
{
    public static DropletBackupsJson Of(Droplet droplet, DateTimeOffset now) => droplet.Backups is { } policy
        ? new(droplet.Id, true, BackupPolicyJson.Of(policy), BackupWindowJson.Of(policy, now))
        : new(droplet.Id, false, null, null);
}
