namespace Stagecraft.DigitalOcean.Sandbox.Droplets;

/// <summary>The backup schedule: an hour, daily or on one weekday.</summary>
internal sealed record BackupPolicy(DayOfWeek? Weekday, int Hour)
{
    public const int WindowHours = 4;

    /// <summary>The default policy of a create.</summary>
    public static readonly BackupPolicy Default = new(DayOfWeek.Sunday, 0);

    /// <summary>The default policy of the <c>enable_backups</c> action.</summary>
    public static readonly BackupPolicy Daily = new(null, 0);

    public static readonly int[] Hours = [0, 4, 8, 12, 16, 20];

    /// <summary>The names in the API, in the order of <see cref="DayOfWeek"/>.</summary>
    public static readonly string[] Weekdays = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    /// <summary>The start of the next four-hour window.</summary>
    public DateTimeOffset NextStart(DateTimeOffset now)
    {
        DateTimeOffset start = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddHours(Hour);
        while (start <= now || (Weekday is { } weekday && start.DayOfWeek != weekday))
        {
            start = start.AddDays(1);
        }

        return start;
    }
}
