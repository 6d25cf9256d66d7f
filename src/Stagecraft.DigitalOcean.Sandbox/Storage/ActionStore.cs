using Microsoft.Data.Sqlite;
using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Droplets;
using Stagecraft.Sandbox.Storage;

namespace Stagecraft.DigitalOcean.Sandbox.Storage;

/// <summary>The actions of all resources, including removed ones.</summary>
internal sealed class ActionStore(Database database)
{
    private const string Select =
        "SELECT id, type, resource_type, resource_id, region, started_at, completed_at, outcome FROM actions";

    private const string OfResource = "resource_type = $1 AND resource_id = $2";

    public long Count() => database.Number("SELECT count(*) FROM actions");

    public long Count(ActionSubject of) => database.Number($"SELECT count(*) FROM actions WHERE {OfResource}", of.Type, of.Id);

    public List<ResourceAction> List(PageRequest page) =>
        database.Rows($"{Select} ORDER BY id DESC LIMIT $1 OFFSET $2", Read, page.PerPage, page.Offset);

    public List<ResourceAction> List(ActionSubject of, PageRequest page) =>
        database.Rows($"{Select} WHERE {OfResource} ORDER BY id DESC LIMIT $3 OFFSET $4", Read, of.Type, of.Id, page.PerPage, page.Offset);

    public ResourceAction? Get(long id) => database.Rows($"{Select} WHERE id = $1", Read, id).SingleOrDefault();

    public ResourceAction Insert(
        string type, ActionSubject of, string region, DateTimeOffset startedAt, DateTimeOffset completedAt, string outcome = "completed")
    {
        database.Execute(
            """
            INSERT INTO actions (type, resource_type, resource_id, region, started_at, completed_at, outcome)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """,
            type, of.Type, of.Id, region, startedAt.UtcTicks, completedAt.UtcTicks, outcome);
        return new ResourceAction(database.Number("SELECT last_insert_rowid()"), type, of, region, startedAt, completedAt, outcome);
    }

    private static ResourceAction Read(SqliteDataReader row) =>
        new(row.GetInt64(0), row.GetString(1), new ActionSubject(row.GetString(2), row.GetInt64(3)), row.GetString(4),
            DropletRow.Time(row.GetInt64(5)), DropletRow.Time(row.GetInt64(6)), row.GetString(7));
}
