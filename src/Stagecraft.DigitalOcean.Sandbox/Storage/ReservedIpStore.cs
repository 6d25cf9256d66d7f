using Microsoft.Data.Sqlite;
using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Droplets;
using Stagecraft.DigitalOcean.Sandbox.ReservedIps;
using Stagecraft.Sandbox.Storage;

namespace Stagecraft.DigitalOcean.Sandbox.Storage;

/// <summary>The reserved IPs. The result of an action is stored with its time.</summary>
internal sealed class ReservedIpStore(Database database, ActionStore actions)
{
    public const string Tables = """
        CREATE TABLE reserved_ips (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            address INTEGER NOT NULL UNIQUE,
            region TEXT NOT NULL,
            droplet_id INTEGER,
            pending_at INTEGER,
            pending_droplet_id INTEGER,
            created_at INTEGER NOT NULL,
            listed_at INTEGER NOT NULL,
            readable_at INTEGER NOT NULL);
        CREATE INDEX reserved_ips_by_droplet ON reserved_ips (droplet_id) WHERE droplet_id IS NOT NULL;
        CREATE INDEX reserved_ips_by_pending_droplet ON reserved_ips (pending_droplet_id) WHERE pending_droplet_id IS NOT NULL;
        """;

    /// <summary>Selects the reserved address of the droplet <c>d</c> at the time <c>$1</c>.</summary>
    public const string OfDroplet = """
        SELECT p.address FROM reserved_ips p
        WHERE (p.droplet_id = d.id AND (p.pending_at IS NULL OR p.pending_at > $1)) OR (p.pending_droplet_id = d.id AND p.pending_at <= $1)
        """;

    private const string Columns = $"""
        r.address, r.region, iif(r.pending_at <= $1, r.pending_droplet_id, r.droplet_id), coalesce(r.pending_at > $1, 0),
        {ProjectTables.OfReservedIp}
        """;

    private readonly ResourceTable<ReservedIp> _table = new(database, "reserved_ips", Columns, Read);

    public (List<ReservedIp> Ips, long Total) List(PageRequest page, DateTimeOffset now) => _table.List(page, now);

    public List<ReservedIp> All(DateTimeOffset now) => _table.All(now);

    public long Count() => database.Number("SELECT count(*) FROM reserved_ips");

    /// <summary>The reserved IP, subject to the read lag; 404 if there is none.</summary>
    public ReservedIp Require(string text, DateTimeOffset now) =>
        _table.All(now, "r.address = $2 AND r.readable_at <= $1", (long?)ReservedIp.Parse(text)).SingleOrDefault()
        ?? throw ApiError.NotFound();

    /// <summary>Whether a droplet has a reserved IP, or an assignment in progress.</summary>
    public bool IsOn(long droplet) =>
        database.Number("SELECT count(*) FROM reserved_ips WHERE droplet_id = $1 OR pending_droplet_id = $1", droplet) > 0;

    public ReservedIp Insert(string region, SandboxConditions conditions, DateTimeOffset now)
    {
        uint address = FreeAddress();
        database.Execute(
            "INSERT INTO reserved_ips (address, region, created_at, listed_at, readable_at) VALUES ($1, $2, $3, $4, $5)",
            (long)address, region, now.UtcTicks, (now + conditions.ListLag).UtcTicks, (now + conditions.ReadLag).UtcTicks);
        return _table.Get(database.Number("SELECT last_insert_rowid()"), now)!;
    }

    public void Delete(ReservedIp ip) => database.Execute("DELETE FROM reserved_ips WHERE address = $1", (long)ip.Address);

    /// <summary>Begins to assign the address to a droplet, or to none.</summary>
    public ResourceAction BeginAction(string type, ReservedIp ip, long? droplet, DateTimeOffset now, DateTimeOffset end)
    {
        Settle(now);
        database.Execute(
            "UPDATE reserved_ips SET pending_at = $2, pending_droplet_id = $3 WHERE address = $1", (long)ip.Address, end.UtcTicks, droplet);
        return actions.Insert(type, ActionSubject.ReservedIp(ip.Address), ip.Region, now, end);
    }

    /// <summary>Unassigns the address of a droplet at a time, in place of an action in progress.</summary>
    public void Unassign(long droplet, DateTimeOffset now, DateTimeOffset at)
    {
        Settle(now);
        database.Execute(
            "UPDATE reserved_ips SET pending_at = $2, pending_droplet_id = NULL WHERE droplet_id = $1 OR pending_droplet_id = $1",
            droplet, at.UtcTicks);
    }

    /// <summary>Makes the results of completed actions permanent.</summary>
    public void Settle(DateTimeOffset now) => database.Execute(
        """
        UPDATE reserved_ips SET droplet_id = pending_droplet_id, pending_at = NULL, pending_droplet_id = NULL WHERE pending_at <= $1
        """,
        now.UtcTicks);

    /// <summary>The first free address after the last one used, so that addresses are reused as late as possible.</summary>
    private uint FreeAddress()
    {
        long next = database.Number("SELECT seq FROM sqlite_sequence WHERE name = 'reserved_ips'");
        for (int step = 0; step < ReservedIp.PoolSize; step++)
        {
            long address = ReservedIp.Network + 2 + ((next + step) % ReservedIp.PoolSize);
            if (database.Number("SELECT count(*) FROM reserved_ips WHERE address = $1", address) == 0)
            {
                return (uint)address;
            }
        }

        throw ApiError.Unprocessable("No reserved IP is left.");
    }

    private static ReservedIp Read(SqliteDataReader row) =>
        new((uint)row.GetInt64(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetInt64(2), row.GetBoolean(3), row.GetInt64(4));
}
