using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Json;

namespace Stagecraft.DigitalOcean.Sandbox.Droplets;

/// <summary>Reads <c>backups</c> and <c>backup_policy</c>.</summary>
internal static class BackupPolicyReader
{
    private static readonly string[] Weekdays = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    /// <summary>Null without backups.</summary>
    public static BackupPolicy? Read(JsonBody body)
    {
        var policy = body.Find("backup_policy") is { } value ? Read(new JsonBody(value, "backup_policy"), body) : BackupPolicy.Default;
        return body.Flag("backups") == true ? policy : null;
    }

    private static BackupPolicy Read(JsonBody policy, JsonBody body)
    {
        if (body.Flag("backups") != true)
            throw ApiRefusal.Unprocessable("backup_policy needs backups.");
        var hour = policy.Find("hour") is not { } value ? 0 : JsonBody.NumberOf(value);
        if (hour is not (0 or 4 or 8 or 12 or 16 or 20))
            throw ApiRefusal.Unprocessable("backup_policy.hour must be 0, 4, 8, 12, 16 or 20.");
        return policy.Text("plan") switch
        {
            "daily" => new BackupPolicy(null, (int)hour),
            "weekly" => new BackupPolicy(Weekday(policy.Text("weekday") ?? "SUN"), (int)hour),
            _ => throw ApiRefusal.Unprocessable("backup_policy.plan must be daily or weekly."),
        };
    }

    private static DayOfWeek Weekday(string text)
    {
        var index = Array.IndexOf(Weekdays, text);
        return index >= 0 ? (DayOfWeek)index : throw ApiRefusal.Unprocessable("backup_policy.weekday must be one of SUN to SAT.");
    }
}
