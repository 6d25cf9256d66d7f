using Microsoft.Data.Sqlite;
using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Snapshots;
using Stagecraft.Sandbox.Storage;

namespace Stagecraft.DigitalOcean.Sandbox.Storage;

/// <summary>The snapshots of droplets and volumes. A snapshot is stored when its action begins and exists when it completes.</summary>
internal sealed class SnapshotStore(Database database, TagStore tags)
{
    public const string Tables = """
        CREATE TABLE snapshots (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            type TEXT NOT NULL,
            resource_id INTEGER NOT NULL,
            name TEXT NOT NULL,
            region TEXT NOT NULL,
            min_disk_size INTEGER NOT NULL,
            size REAL NOT NULL,
            distribution TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            listed_at INTEGER NOT NULL,
            readable_at INTEGER NOT NULL);
        CREATE INDEX snapshots_by_resource ON snapshots (type, resource_id, id);
        INSERT INTO sqlite_sequence (name, seq) VALUES ('snapshots', 210000000);
        """;

    /// <summary>Selects the IDs of the snapshots of the droplet <c>d</c> at the time <c>$1</c>.</summary>
    public const string OfDroplet =
        "SELECT s.id AS id FROM snapshots s WHERE s.type = 'droplet' AND s.resource_id = d.id AND s.listed_at <= $1";

    private const string Columns = $"""
        r.id, r.type, r.resource_id, r.name, r.region, r.min_disk_size, r.size, r.distribution, r.created_at,
        ({TagStore.NamesOf}iif(r.type = 'droplet', 'image', 'volume_snapshot') AND x.resource_id = r.id)
        """;

    private static readonly string WithTag = $"""
        ($5 IS NULL OR r.id IN (
            SELECT resource_id FROM resource_tags WHERE type = 'image' AND tag_id = ({TagStore.IdOf("$5")})))
        """;

    private readonly ResourceTable<Snapshot> _table = new(database, "snapshots", Columns, Read);

    /// <param name="type">The type of the resource; null for all.</param>
    /// <param name="page">The page.</param>
    /// <param name="now">The time.</param>
    public (List<Snapshot> Snapshots, long Total) List(string? type, PageRequest page, DateTimeOffset now) =>
        _table.List(page, now, "($4 IS NULL OR r.type = $4)", type);

    public (List<Snapshot> Snapshots, long Total) List(string type, long resource, PageRequest page, DateTimeOffset now) =>
        _table.List(page, now, "r.type = $4 AND r.resource_id = $5", type, resource);

    /// <summary>The snapshots of droplets, by offset; they are private images.</summary>
    public (List<Snapshot> Snapshots, long Total) Images(string? tag, long limit, long offset, DateTimeOffset now) =>
        _table.List(limit, offset, now, $"r.type = $4 AND {WithTag}", Snapshot.OfDroplet, tag);

    /// <summary>The snapshot of a droplet by ID or of a volume by UUID, subject to the read lag; 404 if there is none.</summary>
    public Snapshot Require(string key, DateTimeOffset now) =>
        Read(key, "r.readable_at <= $1", now) ?? throw ApiError.NotFound();

    /// <summary>The completed snapshot of a droplet by ID or of a volume by UUID, regardless of lag.</summary>
    public Snapshot? Find(string key, DateTimeOffset now) => Read(key, "r.created_at <= $1", now);

    /// <summary>Whether a volume snapshot has the name.</summary>
    public bool IsVolumeSnapshot(string name) =>
        database.Number("SELECT count(*) FROM snapshots WHERE type = 'volume' AND name = $1", name) > 0;

    /// <summary>Stores a snapshot that exists from a time on.</summary>
    public Snapshot Insert(
        string type, long resource, SnapshotSpec spec, IReadOnlyList<string> names, SandboxConditions conditions, DateTimeOffset at)
    {
        database.Execute(
            """
            INSERT INTO snapshots (
                type, resource_id, name, region, min_disk_size, size, distribution, created_at, listed_at, readable_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """,
            type, resource, spec.Name, spec.Region, spec.MinDiskSize, spec.Size, spec.Distribution,
            at.UtcTicks, (at + conditions.ListLag).UtcTicks, (at + conditions.ReadLag).UtcTicks);
        Snapshot snapshot = _table.Get(database.Number("SELECT last_insert_rowid()"), at)!;
        tags.Attach(snapshot.TagType, snapshot.Id, names);
        return _table.Get(snapshot.Id, at)!;
    }

    public void Delete(Snapshot snapshot)
    {
        tags.DetachAll(snapshot.TagType, snapshot.Id);
        database.Execute("DELETE FROM snapshots WHERE id = $1", snapshot.Id);
    }

    private Snapshot? Read(string key, string visible, DateTimeOffset now)
    {
        bool isDroplet = Identifier.TryParse(key, out long id);
        long? number = isDroplet ? id : ResourceId.Parse(ResourceKind.VolumeSnapshot, key);
        string type = isDroplet ? Snapshot.OfDroplet : Snapshot.OfVolume;
        return _table.All(now, $"r.id = $2 AND r.type = $3 AND {visible}", number, type).SingleOrDefault();
    }

    private static Snapshot Read(SqliteDataReader row) => new(
        row.GetInt64(0),
        row.GetString(1),
        row.GetInt64(2),
        new SnapshotSpec(row.GetString(3), row.GetString(4), row.GetInt32(5), row.GetDouble(6), row.GetString(7)),
        DropletRow.Time(row.GetInt64(8)),
        DropletRow.Items(row, 9));
}
