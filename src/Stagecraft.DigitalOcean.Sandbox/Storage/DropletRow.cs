using System.Globalization;
using Microsoft.Data.Sqlite;
using Stagecraft.DigitalOcean.Sandbox.Droplets;

namespace Stagecraft.DigitalOcean.Sandbox.Storage;

/// <summary>The columns of a droplet, and how they are read.</summary>
internal static class DropletRow
{
    /// <summary>With the tags that show at the time <c>$1</c>.</summary>
    public const string Columns = $"{OwnColumns}, (SELECT group_concat(name) FROM ({TagNames} AND x.applied_at <= $1 ORDER BY x.tag_id))";

    /// <summary>With all tags, whether they show yet or not.</summary>
    public const string ColumnsWithAllTags = $"{OwnColumns}, (SELECT group_concat(name) FROM ({TagNames} ORDER BY x.tag_id))";

    private const string OwnColumns = """
        d.id, d.name, d.region, d.size, d.image, d.created_at, d.booted_at, d.gone_at, d.status, d.locked, d.slot, d.features,
        d.public_networking, d.backup_weekday, d.backup_hour, d.outcome
        """;

    private const string TagNames =
        "SELECT t.name AS name FROM droplet_tags x JOIN tags t ON t.id = x.tag_id WHERE x.droplet_id = d.id";

    public static Droplet Read(SqliteDataReader row) => new()
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
        Backups = row.IsDBNull(14) ? null : new BackupPolicy(row.IsDBNull(13) ? null : (DayOfWeek)row.GetInt32(13), row.GetInt32(14)),
        Outcome = (BootOutcome)row.GetInt32(15),
        Tags = Items(Text(row, 16) ?? ""),
    };

    public static (Droplet Droplet, string? UserData, IReadOnlyList<long> SshKeyIds) ReadTruth(SqliteDataReader row) =>
        (Read(row), Text(row, 17), [.. Items(row.GetString(18)).Select(id => long.Parse(id, CultureInfo.InvariantCulture))]);

    public static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static string[] Items(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries);
}
