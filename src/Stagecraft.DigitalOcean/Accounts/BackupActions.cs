using System.Text.Json.Nodes;
using Stagecraft.DigitalOcean.Api.Wire;
using Stagecraft.DigitalOcean.Settings;

namespace Stagecraft.DigitalOcean.Accounts;

/// <summary>Backup policies as the API writes them.</summary>
internal static class BackupActions
{
    private const string Member = "backup_policy";

    public static JsonObject ToJson(BackupPolicy policy)
    {
        JsonObject json = new() { ["plan"] = policy.Plan };
        if (policy.Weekday is { } weekday)
        {
            json["weekday"] = weekday;
        }

        json["hour"] = policy.Hour;
        return json;
    }

    /// <summary>The policy of an item of the list; null if backups are off, or of a kind without a policy.</summary>
    public static BackupPolicy? Of(JsonObject item)
    {
        if (item.OptionalObject(Member) is not { } json || item.OptionalFlag("backup_enabled") == false)
        {
            return null;
        }

        string plan = json.Text("plan");
        return new(plan, plan == BackupPolicy.Daily ? null : json.OptionalText("weekday"), json.OptionalInteger("hour") ?? 0);
    }

    /// <summary>The body of the action that gives a droplet the declared backups.</summary>
    /// <param name="isEnabled">Whether the host declares backups.</param>
    /// <param name="policy">The declared policy; null for a flag.</param>
    /// <param name="hasBackups">Whether the droplet has backups.</param>
    public static JsonObject Change(bool isEnabled, BackupPolicy? policy, bool hasBackups) => isEnabled
        ? new()
        {
            ["type"] = hasBackups && policy is not null ? "change_backup_policy" : "enable_backups",
            [Member] = ToJson(policy ?? BackupPolicy.Default),
        }
        : new() { ["type"] = "disable_backups" };
}
