using System.Text.Json;
using Microsoft.Data.Sqlite;
using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.LoadBalancers;
using Stagecraft.Sandbox.Storage;

namespace Stagecraft.DigitalOcean.Sandbox.Storage;

/// <summary>The load balancers.</summary>
internal sealed class LoadBalancerStore(Database database, ProjectStore projects)
{
    public const string Tables = """
        CREATE TABLE load_balancers (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL UNIQUE,
            settings TEXT NOT NULL,
            address INTEGER NOT NULL UNIQUE,
            created_at INTEGER NOT NULL,
            active_at INTEGER NOT NULL,
            busy_until INTEGER NOT NULL,
            listed_at INTEGER NOT NULL,
            readable_at INTEGER NOT NULL);
        """;

    /// <summary>The droplets are specified by ID, or by a tag in the VPC of the load balancer.</summary>
    private const string Columns = $"""
        r.id, r.settings, r.address, r.created_at, r.active_at, r.busy_until, {ProjectTables.OfLoadBalancer},
        (SELECT group_concat(d.id) FROM droplets d WHERE (d.gone_at IS NULL OR d.gone_at > $1) AND d.id IN (
            SELECT value FROM json_each(r.settings, '$.droplet_ids')
            UNION ALL SELECT x.droplet_id FROM droplet_tags x JOIN tags t ON t.id = x.tag_id JOIN droplets m ON m.id = x.droplet_id
                WHERE t.name = json_extract(r.settings, '$.tag') AND x.applied_at <= $1
                    AND m.vpc = json_extract(r.settings, '$.vpc_uuid')))
        """;

    /// <summary>Distinguishes the boot time from that of a droplet with the same ID.</summary>
    private const long JitterPurpose = 3;

    private readonly ResourceTable<LoadBalancer> _table = new(database, "load_balancers", Columns, Read);

    public (List<LoadBalancer> LoadBalancers, long Total) List(PageRequest page, DateTimeOffset now) => _table.List(page, now);

    public long Count() => database.Number("SELECT count(*) FROM load_balancers");

    public List<LoadBalancer> All(DateTimeOffset now) => _table.All(now);

    public LoadBalancer Require(string uuid, DateTimeOffset now) => _table.Require(ResourceId.Parse(ResourceKind.LoadBalancer, uuid), now);

    public bool AnyIn(string vpc) =>
        database.Number("SELECT count(*) FROM load_balancers WHERE json_extract(settings, '$.vpc_uuid') = $1", vpc) > 0;

    public LoadBalancer Insert(LoadBalancerSpec spec, SandboxConditions conditions, DateTimeOffset now)
    {
        RequireFreeName(spec.Name, null);
        database.Execute(
            """
            INSERT INTO load_balancers (name, settings, address, created_at, active_at, busy_until, listed_at, readable_at)
            VALUES ($1, $2, $3, $4, $4, $4, $5, $6)
            """,
            spec.Name, Text(spec), (long)FreeAddress(), now.UtcTicks,
            (now + conditions.ListLag).UtcTicks, (now + conditions.ReadLag).UtcTicks);
        long id = database.Number("SELECT last_insert_rowid()");
        TimeSpan jitter = conditions.BootSpread * SeededRandom.Fraction(conditions.Seed, id, JitterPurpose);
        database.Execute(
            "UPDATE load_balancers SET active_at = $2, busy_until = $2 WHERE id = $1", id, (now + conditions.Boot + jitter).UtcTicks);
        Assign(id, spec, now);
        return _table.Get(id, now)!;
    }

    public LoadBalancer Update(long id, LoadBalancerSpec spec, DateTimeOffset now, DateTimeOffset busyUntil)
    {
        RequireFreeName(spec.Name, id);
        database.Execute(
            "UPDATE load_balancers SET name = $2, settings = $3, busy_until = $4 WHERE id = $1",
            id, spec.Name, Text(spec), busyUntil.UtcTicks);
        Assign(id, spec, now);
        return _table.Get(id, now)!;
    }

    public void Delete(long id) => database.Execute("DELETE FROM load_balancers WHERE id = $1", id);

    private void Assign(long id, LoadBalancerSpec spec, DateTimeOffset now)
    {
        if (ResourceId.Parse(ResourceKind.Project, spec.ProjectId) is { } project)
        {
            projects.Assign($"do:loadbalancer:{ResourceId.Format(ResourceKind.LoadBalancer, id)}", project, now);
        }
    }

    private void RequireFreeName(string name, long? of)
    {
        if (database.Number("SELECT count(*) FROM load_balancers WHERE name = $1 AND id IS NOT $2", name, of) > 0)
        {
            throw ApiError.Unprocessable("name is not unique");
        }
    }

    /// <summary>The first free address after the last one used, so that addresses are reused as late as possible.</summary>
    private uint FreeAddress()
    {
        long next = database.Number("SELECT seq FROM sqlite_sequence WHERE name = 'load_balancers'");
        for (int step = 0; step < LoadBalancer.PoolSize; step++)
        {
            long address = LoadBalancer.Network + 2 + ((next + step) % LoadBalancer.PoolSize);
            if (database.Number("SELECT count(*) FROM load_balancers WHERE address = $1", address) == 0)
            {
                return (uint)address;
            }
        }

        throw ApiError.Unprocessable("No address is left for a load balancer.");
    }

    private static string Text(LoadBalancerSpec spec) => JsonSerializer.Serialize(spec, LoadBalancerSpecJson.Default.LoadBalancerSpec);

    private static LoadBalancer Read(SqliteDataReader row)
    {
        LoadBalancerSpec spec = JsonSerializer.Deserialize(row.GetString(1), LoadBalancerSpecJson.Default.LoadBalancerSpec)
            ?? throw new InvalidDataException("no settings");
        return new LoadBalancer(
            row.GetInt64(0), spec, (uint)row.GetInt64(2), DropletRow.Time(row.GetInt64(3)), DropletRow.Time(row.GetInt64(4)),
            DropletRow.Time(row.GetInt64(5)), row.GetInt64(6), DropletRow.Numbers(row, 7));
    }
}
