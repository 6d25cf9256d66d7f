namespace Stagecraft.DigitalOcean.Settings;

/// <summary>The keys of a backup policy, for the parser, the schema and the reference.</summary>
internal static class BackupKeys
{
    public static readonly SettingKey Plan = new("plan", SettingKind.Choice, "How often a backup is created.")
    {
        IsRequired = true,
        Choices = [BackupPolicy.Weekly, BackupPolicy.Daily],
    };

    public static readonly SettingKey Weekday = new("weekday", SettingKind.Choice, "The day of weekly backups, in upper or lower case.")
    {
        Otherwise = "`SUN` if `plan` is `weekly`",
        Range = string.Join(", ", BackupPolicy.Weekdays.Select(d => $"`{d}`")),
        Choices = [.. BackupPolicy.Weekdays, .. BackupPolicy.Weekdays.Select(d => d.ToLowerInvariant())],
    };

    public static readonly SettingKey Hour = new(
        "hour", SettingKind.Integer, "The start of the window of four hours in which a backup is created, in UTC.")
    {
        Otherwise = "`0`",
        Range = "`0`, `4`, `8`, `12`, `16`, `20`",
        Maximum = 20,
    };

    /// <summary>In the order of the reference.</summary>
    public static IReadOnlyList<SettingKey> All { get; } = [Plan, Weekday, Hour];
}
