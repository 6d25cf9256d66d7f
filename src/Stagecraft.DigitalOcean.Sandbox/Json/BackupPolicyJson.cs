using System.Text.Json.Serialization;
using Stagecraft.DigitalOcean.Sandbox.Droplets;

namespace Stagecraft.DigitalOcean.Sandbox.Json;

internal sealed record BackupPolicyJson(
    string Plan,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Weekday,
    int Hour,
    int WindowLengthHours,
    int RetentionPeriodDays)
{
    public static BackupPolicyJson Of(BackupPolicy policy)
    {
        BackupPlanJson plan = policy.Weekday is null ? BackupPlanJson.Daily : BackupPlanJson.Weekly;
        string? weekday = policy.Weekday is { } day ? BackupPolicy.Weekdays[(int)day] : null;
        return new BackupPolicyJson(plan.Name, weekday, policy.Hour, plan.WindowLengthHours, plan.RetentionPeriodDays);
    }
}
