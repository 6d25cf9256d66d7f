using Microsoft.Data.Sqlite;
using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Firewalls;
using Stagecraft.Sandbox.Storage;

namespace Stagecraft.DigitalOcean.Sandbox.Storage;

/// <summary>The firewalls, their droplets and tags, and the droplets whose rules are being changed.</summary>
internal sealed class FirewallStore(Database database)
{
    private const string Present = "(d.gone_at IS NULL OR d.gone_at > $1)";

    private const string Columns = $"""
        r.id, r.name, r.rules, r.created_at, r.applied_at,
        (SELECT group_concat(x.droplet_id) FROM firewall_droplets x JOIN droplets d ON d.id = x.droplet_id
            WHERE x.firewall_id = r.id AND {Present}),
        (SELECT group_concat(t.name) FROM firewall_tags x JOIN tags t ON t.id = x.tag_id WHERE x.firewall_id = r.id)
        """;

    /// <summary>Selects the droplets that a firewall applies to: by ID, or by a tag that is visible.</summary>
    private const string Covered = $"""
        SELECT d.id FROM droplets d WHERE {Present} AND d.id IN (
            SELECT droplet_id FROM firewall_droplets WHERE firewall_id = $2
            UNION SELECT x.droplet_id FROM firewall_tags t JOIN droplet_tags x ON x.tag_id = t.tag_id
                WHERE t.firewall_id = $2 AND x.applied_at <= $1)
        """;

    /// <summary>Selects the firewalls of the droplet <c>$4</c>.</summary>
    private const string OfDroplet = """
        r.id IN (
            SELECT firewall_id FROM firewall_droplets WHERE droplet_id = $4
            UNION SELECT t.firewall_id FROM droplet_tags x JOIN firewall_tags t ON t.tag_id = x.tag_id
                WHERE x.droplet_id = $4 AND x.applied_at <= $1)
        """;

    private readonly ResourceTable<Firewall> _table = new(database, "firewalls", Columns, Read);

    public (List<Firewall> Firewalls, long Total) List(PageRequest page, DateTimeOffset now) => _table.List(page, now);

    /// <summary>The firewalls that apply to a droplet.</summary>
    public (List<Firewall> Firewalls, long Total) List(long droplet, PageRequest page, DateTimeOffset now) =>
        _table.List(page, now, OfDroplet, droplet);

    public long Count() => database.Number("SELECT count(*) FROM firewalls");

    public List<Firewall> All(DateTimeOffset now) => _table.All(now);

    public Firewall Require(string uuid, DateTimeOffset now) => _table.Require(ResourceId.Parse(ResourceKind.Firewall, uuid), now);

    /// <summary>The droplets whose rules are being changed. A droplet that got a tag is one of them for a time.</summary>
    public List<Firewall.PendingChange> PendingChanges(long id, TimeSpan actionTime, DateTimeOffset now) =>
        database.Rows(
            $"""
            SELECT c.droplet_id, min(c.removing) FROM (
                SELECT droplet_id, removing FROM firewall_changes WHERE firewall_id = $2 AND until > $1
                UNION ALL SELECT x.droplet_id, 0 FROM firewall_tags t JOIN droplet_tags x ON x.tag_id = t.tag_id
                    WHERE t.firewall_id = $2 AND x.applied_at <= $1 AND x.applied_at > $3) c
            JOIN droplets d ON d.id = c.droplet_id AND {Present}
            GROUP BY c.droplet_id ORDER BY c.droplet_id
            """,
            row => new Firewall.PendingChange(row.GetInt64(0), row.GetBoolean(1)),
            now.UtcTicks, id, (now - actionTime).UtcTicks);

    public Firewall Insert(FirewallSpec spec, SandboxConditions conditions, DateTimeOffset now)
    {
        RequireFreeName(spec.Name, null);
        database.Execute(
            "INSERT INTO firewalls (name, rules, created_at, applied_at, listed_at, readable_at) VALUES ($1, '', $2, $2, $3, $4)",
            spec.Name, now.UtcTicks, (now + conditions.ListLag).UtcTicks, (now + conditions.ReadLag).UtcTicks);
        return Write(database.Number("SELECT last_insert_rowid()"), spec, FirewallRules.None, conditions, now);
    }

    public Firewall Update(Firewall firewall, FirewallSpec spec, SandboxConditions conditions, DateTimeOffset now)
    {
        RequireFreeName(spec.Name, firewall.Id);
        return Write(firewall.Id, spec, firewall.Spec.Rules, conditions, now);
    }

    public void Delete(long id)
    {
        Clear(id);
        database.Execute("DELETE FROM firewall_changes WHERE firewall_id = $1", id);
        database.Execute("DELETE FROM firewalls WHERE id = $1", id);
    }

    private Firewall Write(long id, FirewallSpec spec, FirewallRules previous, SandboxConditions conditions, DateTimeOffset now)
    {
        long appliedAt = (now + conditions.ActionTime).UtcTicks;
        HashSet<long> before = CoveredBy(id, now);
        string rules = spec.Rules.ToText();
        database.Execute(
            "UPDATE firewalls SET name = $2, rules = $3, applied_at = $4 WHERE id = $1", id, spec.Name, rules, appliedAt);
        Clear(id);
        foreach (long droplet in spec.DropletIds)
        {
            database.Execute("INSERT INTO firewall_droplets (firewall_id, droplet_id) VALUES ($1, $2)", id, droplet);
        }

        foreach (string tag in spec.Tags)
        {
            database.Execute(
                "INSERT INTO firewall_tags (firewall_id, tag_id) SELECT $1, id FROM tags WHERE name = $2 ON CONFLICT DO NOTHING", id, tag);
        }

        HashSet<long> after = CoveredBy(id, now);
        database.Execute("DELETE FROM firewall_changes WHERE until <= $1", now.UtcTicks);
        AddChanges(id, rules == previous.ToText() ? after.Except(before) : after, removing: false, appliedAt);
        AddChanges(id, before.Except(after), removing: true, appliedAt);
        return _table.Get(id, now)!;
    }

    private void AddChanges(long id, IEnumerable<long> droplets, bool removing, long until)
    {
        foreach (long droplet in droplets)
        {
            database.Execute(
                "INSERT OR REPLACE INTO firewall_changes (firewall_id, droplet_id, removing, until) VALUES ($1, $2, $3, $4)",
                id, droplet, removing, until);
        }
    }

    private HashSet<long> CoveredBy(long id, DateTimeOffset now) =>
        [.. database.Rows(Covered, row => row.GetInt64(0), now.UtcTicks, id)];

    private void Clear(long id)
    {
        database.Execute("DELETE FROM firewall_droplets WHERE firewall_id = $1", id);
        database.Execute("DELETE FROM firewall_tags WHERE firewall_id = $1", id);
    }

    private void RequireFreeName(string name, long? of)
    {
        if (database.Number("SELECT count(*) FROM firewalls WHERE name = $1 AND id IS NOT $2", name, of) > 0)
        {
            throw ApiError.Conflict("duplicate name");
        }
    }

    private static Firewall Read(SqliteDataReader row)
    {
        FirewallSpec spec = new FirewallSpec(
            row.GetString(1),
            FirewallRules.Parse(row.GetString(2)),
            DropletRow.Numbers(row, 5),
            DropletRow.Items(row, 6));
        return new Firewall(row.GetInt64(0), spec, DropletRow.Time(row.GetInt64(3)), DropletRow.Time(row.GetInt64(4)));
    }
}
