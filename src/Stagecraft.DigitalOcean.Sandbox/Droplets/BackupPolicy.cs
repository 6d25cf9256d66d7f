namespace Stagecraft.DigitalOcean.Sandbox.Droplets;

/// <summary>When backups are made: at an hour, each day or on one weekday.</summary>
internal sealed record BackupPolicy(DayOfWeek? Weekday, int Hour)
{
    public static readonly BackupPolicy Default = new(DayOfWeek.Sunday, 0);

    /// <summary>The start of the next four-hour window.</summary>
    public DateTimeOffset NextStart(DateTimeOffset now)
    {
        var start = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddHours(Hour);
        while (start <= now || (Weekday is { } weekday && start.DayOfWeek != weekday))
            start = start.AddDays(1);
        return start;
    }
}
