namespace Stagecraft.DigitalOcean.Settings;

/// <summary>When backups are made.</summary>
/// <param name="Plan"><see cref="Weekly"/> or <see cref="Daily"/>.</param>
/// <param name="Weekday">The day of weekly backups, for example <c>SUN</c>; null for daily backups.</param>
/// <param name="Hour">The start of the window, in UTC.</param>
internal sealed record BackupPolicy(string Plan, string? Weekday, int Hour)
{
    public const string Weekly = "weekly";
    public const string Daily = "daily";

    /// <summary>The policy of <c>backups: true</c>.</summary>
    public static readonly BackupPolicy Default = new(Weekly, "SUN", 0);

    public static IReadOnlyList<string> Weekdays { get; } = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    /// <summary>The value in a plan, for example <c>weekly SUN 4:00</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Plan}{(Weekday is null ? "" : " " + Weekday)} {Hour}:00");
}
