using System.Text.Json.Serialization;
using Stagecraft.DigitalOcean.Sandbox.Droplets;

namespace Stagecraft.DigitalOcean.Sandbox.Json;

/// <summary>Whether and when a droplet is backed up.</summary>
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
