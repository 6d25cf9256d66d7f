using Stagecraft.DigitalOcean.Sandbox.Droplets;

namespace Stagecraft.DigitalOcean.Sandbox.Json;

/// <summary>A supported type of backup policy.</summary>
internal sealed record BackupPlanJson(
    string Name,
    IReadOnlyList<int> PossibleWindowStarts,
    int WindowLengthHours,
    int RetentionPeriodDays,
    IReadOnlyList<string> PossibleDays)
{
    public static readonly BackupPlanJson Weekly = Of("weekly", 28, BackupPolicy.Weekdays);

    public static readonly BackupPlanJson Daily = Of("daily", 7, []);

    private static BackupPlanJson Of(string name, int days, IReadOnlyList<string> weekdays) =>
        new(name, BackupPolicy.Hours, BackupPolicy.WindowHours, days, weekdays);
}
