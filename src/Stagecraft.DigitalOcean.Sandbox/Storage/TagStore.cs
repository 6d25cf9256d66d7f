using Microsoft.Data.Sqlite;
using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Droplets;

namespace Stagecraft.DigitalOcean.Sandbox.Storage;

/// <summary>The tags. A tag is found by any spelling when it is given, by its canonical one when it is asked for.</summary>
internal sealed class TagStore(Database database)
{
    private const string Uses = """
        SELECT t.name, count(d.id), max(d.id) FROM tags t
        LEFT JOIN droplet_tags x ON x.tag_id = t.id AND x.applied_at <= $1
        LEFT JOIN droplets d ON d.id = x.droplet_id AND (d.gone_at IS NULL OR d.gone_at > $1)
        """;

    /// <summary>
    /// The ids of droplets that show the tag of a parameter at the time <c>$1</c>. The first comparison uses the index, the second minds case.
    /// </summary>
    public static string DropletsWith(string parameter) =>
        $"""
        SELECT x.droplet_id FROM droplet_tags x JOIN tags t ON t.id = x.tag_id
        WHERE t.name = {parameter} AND t.name = {parameter} COLLATE BINARY AND x.applied_at <= $1
        """;

    public long Count() => database.Number("SELECT count(*) FROM tags");

    public List<TagUse> List(PageRequest page, DateTimeOffset now) =>
        database.Rows($"{Uses} GROUP BY t.id ORDER BY t.id LIMIT $2 OFFSET $3", Read, now.UtcTicks, page.PerPage, page.Offset);

    public TagUse? Find(string canonical, DateTimeOffset now) =>
        database.Rows($"{Uses} WHERE t.name = $2 AND t.name = $2 COLLATE BINARY GROUP BY t.id", Read, now.UtcTicks, canonical).SingleOrDefault();

    /// <summary>The canonical spelling of a tag, which is this one if the account has none yet.</summary>
    public string Ensure(string tag)
    {
        database.Execute("INSERT INTO tags (name) VALUES ($1) ON CONFLICT DO NOTHING", tag);
        return database.Rows("SELECT name FROM tags WHERE name = $1", row => row.GetString(0), tag).Single();
    }

    public void Attach(long droplet, IEnumerable<string> tags, DateTimeOffset appliedAt)
    {
        foreach (var tag in tags)
        {
            Ensure(tag);
            database.Execute(
                """
                INSERT INTO droplet_tags SELECT id, $2, $3 FROM tags WHERE name = $1
                ON CONFLICT DO UPDATE SET applied_at = min(applied_at, excluded.applied_at)
                """,
                tag, droplet, appliedAt.UtcTicks);
        }
    }

    public void Detach(long droplet, string tag) =>
        database.Execute(
            "DELETE FROM droplet_tags WHERE droplet_id = $1 AND tag_id = (SELECT id FROM tags WHERE name = $2)", droplet, tag);

    /// <summary>Takes a tag from all droplets and forgets its spelling.</summary>
    public void Delete(string tag)
    {
        database.Execute("DELETE FROM droplet_tags WHERE tag_id = (SELECT id FROM tags WHERE name = $1)", tag);
        database.Execute("DELETE FROM tags WHERE name = $1", tag);
    }

    public void DetachAll(long droplet) => database.Execute("DELETE FROM droplet_tags WHERE droplet_id = $1", droplet);

    private static TagUse Read(SqliteDataReader row) =>
        new(row.GetString(0), row.GetInt64(1), row.IsDBNull(2) ? null : row.GetInt64(2));
}
