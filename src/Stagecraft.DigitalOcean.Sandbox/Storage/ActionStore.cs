using Microsoft.Data.Sqlite;
using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Droplets;

namespace Stagecraft.DigitalOcean.Sandbox.Storage;

/// <summary>The actions of all droplets, including removed ones.</summary>
internal sealed class ActionStore(Database database)
{
    private const string Select = "SELECT id, type, droplet_id, region, started_at, completed_at, outcome FROM actions";

    public long Count() => database.Number("SELECT count(*) FROM actions");

    public long Count(long droplet) => database.Number("SELECT count(*) FROM actions WHERE droplet_id = $1", droplet);

    public List<DropletAction> List(PageRequest page) =>
        database.Rows($"{Select} ORDER BY id DESC LIMIT $1 OFFSET $2", Read, page.PerPage, page.Offset);

    public List<DropletAction> List(long droplet, PageRequest page) =>
        database.Rows($"{Select} WHERE droplet_id = $1 ORDER BY id DESC LIMIT $2 OFFSET $3", Read, droplet, page.PerPage, page.Offset);

    public DropletAction? Get(long id) => database.Rows($"{Select} WHERE id = $1", Read, id).SingleOrDefault();

    public DropletAction Insert(
        string type, long droplet, string region, DateTimeOffset startedAt, DateTimeOffset completedAt, string outcome)
    {
        database.Execute(
            "INSERT INTO actions (type, droplet_id, region, started_at, completed_at, outcome) VALUES ($1, $2, $3, $4, $5, $6)",
            type, droplet, region, startedAt.UtcTicks, completedAt.UtcTicks, outcome);
        return new DropletAction(database.Number("SELECT last_insert_rowid()"), type, droplet, region, startedAt, completedAt, outcome);
    }

    private static DropletAction Read(SqliteDataReader row) =>
        new(row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.GetString(3),
            DropletRow.Time(row.GetInt64(4)), DropletRow.Time(row.GetInt64(5)), row.GetString(6));
}
