using System.Globalization;
using Microsoft.Data.Sqlite;
using Stagecraft.DigitalOcean.Sandbox.Droplets;
using Stagecraft.DigitalOcean.Sandbox.Vpcs;

namespace Stagecraft.DigitalOcean.Sandbox.Storage;

/// <summary>Maps rows to droplets.</summary>
internal static class DropletRow
{
    /// <summary>The columns, with the tags that are visible at the time <c>$1</c>.</summary>
    public const string Columns =
        $"{OwnColumns}, (SELECT group_concat(name) FROM ({TagNames} AND x.applied_at <= $1 ORDER BY x.tag_id)), {OtherColumns}";

    /// <summary>The columns, with all tags, including those that are not visible yet.</summary>
    public const string ColumnsWithAllTags =
        $"{OwnColumns}, (SELECT group_concat(name) FROM ({TagNames} ORDER BY x.tag_id)), {OtherColumns}";

    /// <summary>The other resources of the droplet.</summary>
    private const string OtherColumns =
        $"(SELECT group_concat(id) FROM ({VolumeStore.OfDroplet} ORDER BY v.id)), ({ReservedIpStore.OfDroplet}), "
        + $"(SELECT group_concat(id) FROM ({SnapshotStore.OfDroplet} ORDER BY s.id))";

    private const string OwnColumns = """
        d.id, d.name, d.region, d.size, d.image, d.created_at, d.booted_at, d.gone_at, d.status, d.locked, d.slot, d.features,
        d.public_networking, d.backup_weekday, d.backup_hour, d.outcome, d.vpc, d.private_address, d.private_prefix,
        d.disk, d.pending_at, d.pending_status, d.pending_size, d.pending_disk, d.pending_features,
        d.pending_backup_weekday, d.pending_backup_hour, d.pending_image
        """;

    private const string TagNames =
        "SELECT t.name AS name FROM droplet_tags x JOIN tags t ON t.id = x.tag_id WHERE x.droplet_id = d.id";

    /// <summary>Reads droplets in their state at a time.</summary>
    public static Func<SqliteDataReader, Droplet> At(DateTimeOffset now) => row => Read(row).At(now);

    /// <summary>Reads droplets in their state at a time, with the data that the API never returns.</summary>
    public static Func<SqliteDataReader, (Droplet Droplet, string? UserData, IReadOnlyList<long> SshKeyIds)> ActualAt(
        DateTimeOffset now) => row => (
            Read(row).At(now),
            Text(row, 32),
            Numbers(row, 33));

    private static Droplet Read(SqliteDataReader row) => new()
    {
        Id = row.GetInt64(0),
        Name = row.GetString(1),
        Region = row.GetString(2),
        Size = row.GetString(3),
        Image = row.GetString(4),
        CreatedAt = Time(row.GetInt64(5)),
        BootedAt = Time(row.GetInt64(6)),
        GoneAt = row.IsDBNull(7) ? null : Time(row.GetInt64(7)),
        SetStatus = Text(row, 8),
        SetLocked = row.GetBoolean(9),
        Slot = row.GetInt32(10),
        Features = Items(row.GetString(11)),
        PublicNetworking = row.GetBoolean(12),
        Backups = Policy(row, 13),
        Outcome = (BootOutcome)row.GetInt32(15),
        Vpc = Text(row, 16),
        VpcAddress = row.IsDBNull(17) ? null : new VpcAddress((uint)row.GetInt64(17), row.GetInt32(18)),
        Disk = row.GetInt32(19),
        Pending = row.IsDBNull(20) ? null : Change(row),
        Tags = Items(row, 28),
        VolumeIds = Numbers(row, 29),
        ReservedIp = row.IsDBNull(30) ? null : Ipv4Range.TextOf((uint)row.GetInt64(30)),
        SnapshotIds = Numbers(row, 31),
    };

    private static DropletChange Change(SqliteDataReader row) =>
        new(
            Time(row.GetInt64(20)), Text(row, 21), row.GetString(22), row.GetString(27), row.GetInt32(23), Items(row.GetString(24)),
            Policy(row, 25));

    /// <summary>A weekday (null for daily), followed by the hour (null for no policy).</summary>
    private static BackupPolicy? Policy(SqliteDataReader row, int column) => row.IsDBNull(column + 1)
        ? null
        : new BackupPolicy(row.IsDBNull(column) ? null : (DayOfWeek)row.GetInt32(column), row.GetInt32(column + 1));

    public static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);

    /// <summary>The items of a comma-separated text; none for null.</summary>
    public static string[] Items(SqliteDataReader row, int column) => Items(Text(row, column) ?? "");

    /// <summary>The numbers of a comma-separated text; none for null.</summary>
    public static long[] Numbers(SqliteDataReader row, int column) =>
        [.. Items(row, column).Select(item => long.Parse(item, CultureInfo.InvariantCulture))];

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static string[] Items(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries);
}
