namespace Stagecraft.DigitalOcean.Sandbox.Droplets;

/// <summary>When backups are made: at an hour, each day or on one weekday.</summary>
internal sealed record BackupPolicy(DayOfWeek? Weekday, int Hour)
{
    public const int WindowHours = 4;

    /// <summary>What a droplet is created with, unless it asks for another.</summary>
    public static readonly BackupPolicy Default = new(DayOfWeek.Sunday, 0);

    /// <summary>What a droplet gets when backups are enabled later, unless it asks for another.</summary>
    public static readonly BackupPolicy Daily = new(null, 0);

    public static readonly int[] Hours = [0, 4, 8, 12, 16, 20];

    /// <summary>As the API writes them, in the order of <see cref="DayOfWeek"/>.</summary>
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
