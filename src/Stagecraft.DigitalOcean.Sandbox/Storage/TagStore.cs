using Microsoft.Data.Sqlite;
using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.Sandbox.Storage;

namespace Stagecraft.DigitalOcean.Sandbox.Storage;

/// <summary>The tags. Writes match a tag in any spelling, reads only in the canonical one.</summary>
internal sealed class TagStore(Database database)
{
    private const string Tagged = "droplet_tags x WHERE x.tag_id = t.id AND x.droplet_id";

    private static readonly string Hidden = $"({DropletListQuery.Removed} UNION ALL {NotTagged("t.id")})";

    /// <summary>Selects the names of the tags of a resource that is not a droplet; the type and the ID follow.</summary>
    public const string NamesOf = "SELECT group_concat(t.name) FROM resource_tags x JOIN tags t ON t.id = x.tag_id WHERE x.type = ";

    private static readonly string Uses = $"""
        SELECT t.name,
            (SELECT coalesce(sum(number), 0) FROM counters WHERE tag_id = t.id) - (SELECT count(*) FROM {Tagged} IN {Hidden}),
            (SELECT x.droplet_id FROM {Tagged} NOT IN {Hidden} ORDER BY x.droplet_id DESC LIMIT 1),
            {UsesBy("image")}, {UsesBy("volume")}, {UsesBy("volume_snapshot")}
        FROM tags t
        """;

    /// <summary>Selects the ID of the tag in a parameter. The first comparison uses the index, the second is case-sensitive.</summary>
    public static string IdOf(string parameter) =>
        $"SELECT id FROM tags WHERE name = {parameter} AND name = {parameter} COLLATE BINARY";

    /// <summary>Selects the droplets on which a tag ID is not visible yet at the time <c>$1</c>.</summary>
    public static string NotTagged(string tag) => $"SELECT droplet_id FROM droplet_tags WHERE tag_id = {tag} AND applied_at > $1";

    /// <summary>Selects the droplets on which the tag in a parameter is visible at the time <c>$1</c>.</summary>
    public static string DropletsWith(string parameter) =>
        $"SELECT droplet_id FROM droplet_tags WHERE tag_id = ({IdOf(parameter)}) AND applied_at <= $1";

    public long Count() => database.Number("SELECT count(*) FROM tags");

    public List<Usage> List(PageRequest page, DateTimeOffset now) =>
        database.Rows($"{Uses} ORDER BY t.id LIMIT $2 OFFSET $3", Read, now.UtcTicks, page.PerPage, page.Offset);

    public Usage? Find(string canonical, DateTimeOffset now) =>
        database.Rows($"{Uses} WHERE t.name = $2 AND t.name = $2 COLLATE BINARY", Read, now.UtcTicks, canonical).SingleOrDefault();

    /// <summary>The canonical spelling of a tag in any spelling; null if there is none.</summary>
    public string? NameOf(string tag) =>
        database.Rows("SELECT name FROM tags WHERE name = $1", row => row.GetString(0), tag).SingleOrDefault();

    /// <summary>The canonical spelling of a tag; a new tag is added with this spelling.</summary>
    public string Ensure(string tag)
    {
        Add(tag);
        return NameOf(tag)!;
    }

    public void Attach(long droplet, IEnumerable<string> tags, DateTimeOffset appliedAt)
    {
        foreach (string tag in tags)
        {
            Add(tag);
            database.Execute(
                """
                INSERT INTO droplet_tags (tag_id, droplet_id, is_gpu, applied_at)
                SELECT t.id, d.id, d.is_gpu, $3 FROM tags t, droplets d WHERE t.name = $1 AND d.id = $2
                ON CONFLICT DO UPDATE SET applied_at = min(applied_at, excluded.applied_at)
                """,
                tag, droplet, appliedAt.UtcTicks);
        }
    }

    /// <summary>Tags a resource that is not a droplet.</summary>
    public void Attach(string type, long resource, IEnumerable<string> tags)
    {
        foreach (string tag in tags)
        {
            Add(tag);
            database.Execute(
                "INSERT INTO resource_tags (tag_id, type, resource_id) SELECT id, $2, $3 FROM tags WHERE name = $1 ON CONFLICT DO NOTHING",
                tag, type, resource);
        }
    }

    public void Detach(string type, long resource, string tag) =>
        database.Execute(
            "DELETE FROM resource_tags WHERE type = $1 AND resource_id = $2 AND tag_id = (SELECT id FROM tags WHERE name = $3)",
            type, resource, tag);

    public void DetachAll(string type, long resource) =>
        database.Execute("DELETE FROM resource_tags WHERE type = $1 AND resource_id = $2", type, resource);

    public void Detach(long droplet, string tag) =>
        database.Execute(
            "DELETE FROM droplet_tags WHERE droplet_id = $1 AND tag_id = (SELECT id FROM tags WHERE name = $2)", droplet, tag);

    /// <summary>Deletes a tag, with its canonical spelling, and removes it from all droplets.</summary>
    public void Delete(string tag)
    {
        database.Execute("DELETE FROM droplet_tags WHERE tag_id = (SELECT id FROM tags WHERE name = $1)", tag);
        database.Execute("DELETE FROM tags WHERE name = $1", tag);
    }

    public void DetachAll(long droplet) => database.Execute("DELETE FROM droplet_tags WHERE droplet_id = $1", droplet);

    private void Add(string tag) => database.Execute("INSERT INTO tags (name) VALUES ($1) ON CONFLICT DO NOTHING", tag);

    /// <summary>The number of tagged resources of a type, and the last of them.</summary>
    private static string UsesBy(string type)
    {
        string tagged = $"FROM resource_tags WHERE tag_id = t.id AND type = '{type}'";
        return $"(SELECT count(*) {tagged}), (SELECT max(resource_id) {tagged})";
    }

    private static Usage Read(SqliteDataReader row) =>
        new(row.GetString(0), Use(row, 1), Use(row, 3), Use(row, 5), Use(row, 7));

    private static Number Use(SqliteDataReader row, int column) =>
        new(row.GetInt64(column), row.IsDBNull(column + 1) ? null : row.GetInt64(column + 1));

    /// <summary>A tag and the resources that have it.</summary>
    internal sealed record Usage(string Name, Number Droplets, Number Images, Number Volumes, Number VolumeSnapshots);

    /// <summary>The number of tagged resources of a type, and the ID of the last one.</summary>
    internal readonly record struct Number(long Count, long? LastId);
}
