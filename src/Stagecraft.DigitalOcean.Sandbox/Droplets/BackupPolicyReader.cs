using Stagecraft.DigitalOcean.Sandbox.Core;

namespace Stagecraft.DigitalOcean.Sandbox.Droplets;

/// <summary>Reads <c>backups</c> and <c>backup_policy</c>.</summary>
internal static class BackupPolicyReader
{
    /// <summary>The policy of a create; null without backups.</summary>
    public static BackupPolicy? Read(JsonBody body)
    {
        BackupPolicy? policy = Policy(body);
        if (body.Boolean("backups") == true)
        {
            return policy ?? BackupPolicy.Default;
        }

        return policy is null ? null : throw ApiError.Unprocessable("backup_policy needs backups.");
    }

    /// <summary>The member <c>backup_policy</c>; null if absent.</summary>
    public static BackupPolicy? Policy(JsonBody body) =>
        body.Find("backup_policy") is { } value ? Of(new JsonBody(value, "backup_policy")) : null;

    private static BackupPolicy Of(JsonBody policy)
    {
        long hour = policy.Find("hour") is { } value ? JsonBody.NumberOf(value) ?? -1 : 0;
        if (!BackupPolicy.Hours.Any(start => start == hour))
        {
            throw ApiError.Unprocessable("backup_policy.hour must be 0, 4, 8, 12, 16 or 20.");
        }

        return policy.Text("plan") switch
        {
            "daily" => new BackupPolicy(null, (int)hour),
            "weekly" => new BackupPolicy(Weekday(policy.Text("weekday") ?? "SUN"), (int)hour),
            _ => throw ApiError.Unprocessable("backup_policy.plan must be daily or weekly."),
        };
    }

    private static DayOfWeek Weekday(string text)
    {
        int index = Array.IndexOf(BackupPolicy.Weekdays, text);
        return index >= 0 ? (DayOfWeek)index : throw ApiError.Unprocessable("backup_policy.weekday must be one of SUN to SAT.");
    }
}
