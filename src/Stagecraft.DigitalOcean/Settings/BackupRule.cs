namespace Stagecraft.DigitalOcean.Settings;

/// <summary>Reads <c>backups</c> of a host: a flag, or a policy.</summary>
internal static class BackupRule
{
    public static (bool Backups, BackupPolicy? Policy) Read(SectionReader host, ConfigProblems problems)
    {
        if (!host.IsMapping(HostKeys.Backups))
        {
            return (host.Flag(HostKeys.Backups), null);
        }

        SectionReader reader = host.Section(HostKeys.Backups)!;
        string? plan = reader.Choice(BackupKeys.Plan);
        string? weekday = reader.Choice(BackupKeys.Weekday)?.ToUpperInvariant();
        int hour = Hour(reader, problems);
        if (plan == BackupPolicy.Daily && reader.Node(BackupKeys.Weekday).IsPresent)
        {
            problems.AddAt(
                reader.LocationOf(BackupKeys.Weekday),
                reader.PathOf(BackupKeys.Weekday),
                "daily backups have no weekday",
                "remove weekday, or set plan: weekly");
        }

        return (true, plan is null ? null : new(plan, plan == BackupPolicy.Daily ? null : weekday ?? BackupPolicy.Weekdays[0], hour));
    }

    private static int Hour(SectionReader reader, ConfigProblems problems)
    {
        Setting<int>? hour = reader.Integer(BackupKeys.Hour).Setting;
        if (hour is not null && hour.Value % 4 > 0)
        {
            problems.AddAt(
                hour.Location,
                hour.Path,
                string.Create(CultureInfo.InvariantCulture, $"hour is {hour.Value}, which is not an allowed value"),
                "it is 0, 4, 8, 12, 16 or 20 (UTC)");
        }

        return hour?.Value ?? 0;
    }
}
