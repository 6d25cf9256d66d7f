namespace Stagecraft.DigitalOcean;

/// <summary>When the backups of a <see cref="DigitalOceanHost"/> are made.</summary>
public sealed record DigitalOceanBackupPolicy
{
    /// <summary><c>weekly</c> or <c>daily</c>.</summary>
    public required string Plan { get; init; }

    /// <summary>The day of weekly backups, for example <c>SUN</c>. Default: null, <c>SUN</c> for weekly backups.</summary>
    public string? Weekday { get; init; }

    /// <summary>The start of the window of four hours in which a backup is created, in UTC: 0, 4, 8, 12, 16 or 20. Default: 0.</summary>
    public int Hour { get; init; }
}
