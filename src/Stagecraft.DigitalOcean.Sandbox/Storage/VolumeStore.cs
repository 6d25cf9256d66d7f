using Microsoft.Data.Sqlite;
using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Droplets;
using Stagecraft.DigitalOcean.Sandbox.Volumes;
using Stagecraft.Sandbox.Storage;

namespace Stagecraft.DigitalOcean.Sandbox.Storage;

/// <summary>The volumes. The result of an action is stored with its time.</summary>
internal sealed class VolumeStore(Database database, TagStore tags, ActionStore actions)
{
    private const string Columns = $"""
        r.id, r.name, r.region, r.description, iif(r.pending_at <= $1, r.pending_size, r.size), r.filesystem_type, r.filesystem_label,
        r.created_at, iif(r.pending_at <= $1, r.pending_droplet_id, r.droplet_id), coalesce(r.pending_at > $1, 0),
        ({TagStore.NamesOf}'volume' AND x.resource_id = r.id)
        """;

    private readonly ResourceTable<Volume> _table = new(database, "volumes", Columns, Read);

    /// <summary>Selects the volumes of the droplet <c>d</c> at the time <c>$1</c>.</summary>
    public const string OfDroplet = """
        SELECT v.id AS id FROM volumes v
        WHERE (v.droplet_id = d.id AND (v.pending_at IS NULL OR v.pending_at > $1)) OR (v.pending_droplet_id = d.id AND v.pending_at <= $1)
        """;

    public (List<Volume> Volumes, long Total) List(string? region, string? name, PageRequest page, DateTimeOffset now) =>
        _table.List(page, now, "($4 IS NULL OR r.region = $4) AND ($5 IS NULL OR r.name = $5)", region, name);

    public List<Volume> All(DateTimeOffset now) => _table.All(now);

    public Volume Require(string uuid, DateTimeOffset now) => _table.Require(ResourceId.Parse(ResourceKind.Volume, uuid), now);

    /// <summary>The volume by UUID, regardless of lag.</summary>
    public Volume? Find(string uuid, DateTimeOffset now) =>
        ResourceId.Parse(ResourceKind.Volume, uuid) is { } id ? _table.Get(id, now) : null;

    /// <summary>The volume by name and region, subject to the read lag.</summary>
    public Volume Require(string name, string region, DateTimeOffset now) =>
        _table.All(now, "r.name = $2 AND r.region = $3 AND r.readable_at <= $1", name, region).SingleOrDefault()
        ?? throw ApiError.NotFound();

    public long Count() => database.Number("SELECT count(*) FROM volumes");

    /// <summary>The number of volumes that are or will be attached to a droplet.</summary>
    public long CountOf(long droplet) =>
        database.Number("SELECT count(*) FROM volumes WHERE droplet_id = $1 OR pending_droplet_id = $1", droplet);

    public Volume Insert(VolumeSpec spec, SandboxConditions conditions, DateTimeOffset now)
    {
        if (database.Number("SELECT count(*) FROM volumes WHERE name = $1 AND region = $2", spec.Name, spec.Region) > 0)
        {
            throw ApiError.Conflict("already exists");
        }

        database.Execute(
            """
            INSERT INTO volumes (name, region, description, size, filesystem_type, filesystem_label, created_at, listed_at, readable_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            spec.Name, spec.Region, spec.Description, spec.Size, spec.FilesystemType, spec.FilesystemLabel,
            now.UtcTicks, (now + conditions.ListLag).UtcTicks, (now + conditions.ReadLag).UtcTicks);
        long id = database.Number("SELECT last_insert_rowid()");
        tags.Attach("volume", id, spec.Tags);
        return _table.Get(id, now)!;
    }

    public void Delete(long id)
    {
        tags.DetachAll("volume", id);
        database.Execute("DELETE FROM volumes WHERE id = $1", id);
    }

    /// <summary>Begins an action of a volume that has none in progress.</summary>
    public ResourceAction BeginAction(string type, Volume volume, long? dropletId, int size, DateTimeOffset now, DateTimeOffset end)
    {
        Settle(now);
        database.Execute(
            "UPDATE volumes SET pending_at = $2, pending_droplet_id = $3, pending_size = $4 WHERE id = $1",
            volume.Id, end.UtcTicks, dropletId, size);
        return actions.Insert(type, ActionSubject.Volume(volume.Id), volume.Spec.Region, now, end);
    }

    /// <summary>Attaches volumes to a new droplet, at the end of its boot time.</summary>
    public void AttachAtBoot(long droplet, IReadOnlyList<long> ids, DateTimeOffset now, DateTimeOffset bootedAt)
    {
        if (ids.Count > 0)
        {
            Settle(now);
        }

        foreach (long id in ids)
        {
            database.Execute(
                "UPDATE volumes SET pending_at = $2, pending_droplet_id = $3, pending_size = size WHERE id = $1",
                id, bootedAt.UtcTicks, droplet);
        }
    }

    /// <summary>Detaches all volumes of a droplet at a time, in place of an action in progress.</summary>
    public void DetachAll(long droplet, DateTimeOffset now, DateTimeOffset at)
    {
        Settle(now);
        database.Execute(
            """
            UPDATE volumes SET pending_at = $2, pending_droplet_id = NULL, pending_size = coalesce(pending_size, size)
            WHERE droplet_id = $1 OR pending_droplet_id = $1
            """,
            droplet, at.UtcTicks);
    }

    /// <summary>Makes the results of completed actions permanent.</summary>
    private void Settle(DateTimeOffset now) => database.Execute(
        """
        UPDATE volumes SET droplet_id = pending_droplet_id, size = pending_size,
            pending_at = NULL, pending_droplet_id = NULL, pending_size = NULL
        WHERE pending_at <= $1
        """,
        now.UtcTicks);

    private static Volume Read(SqliteDataReader row)
    {
        VolumeSpec spec = new VolumeSpec
        {
            Name = row.GetString(1),
            Region = row.GetString(2),
            Description = row.GetString(3),
            Size = row.GetInt32(4),
            FilesystemType = row.GetString(5),
            FilesystemLabel = row.GetString(6),
            Tags = DropletRow.Items(row, 10),
        };
        return new Volume(
            row.GetInt64(0), spec, DropletRow.Time(row.GetInt64(7)), row.IsDBNull(8) ? null : row.GetInt64(8), row.GetBoolean(9));
    }
}
