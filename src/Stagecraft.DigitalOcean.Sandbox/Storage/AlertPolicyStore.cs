using System.Text.Json;
using Microsoft.Data.Sqlite;
using Stagecraft.DigitalOcean.Sandbox.Alerts;
using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.Sandbox.Storage;

namespace Stagecraft.DigitalOcean.Sandbox.Storage;

/// <summary>The alert policies.</summary>
internal sealed class AlertPolicyStore(Database database)
{
    public const string Tables = """
        CREATE TABLE alert_policies (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            settings TEXT NOT NULL,
            listed_at INTEGER NOT NULL,
            readable_at INTEGER NOT NULL);
        """;

    private readonly ResourceTable<AlertPolicy> _table = new(database, "alert_policies", "r.id, r.settings", Read);

    public (List<AlertPolicy> Policies, long Total) List(PageRequest page, DateTimeOffset now) => _table.List(page, now);

    public AlertPolicy Require(string uuid, DateTimeOffset now) => _table.Require(ResourceId.Parse(ResourceKind.AlertPolicy, uuid), now);

    public AlertPolicy Insert(AlertPolicySpec spec, SandboxConditions conditions, DateTimeOffset now)
    {
        database.Execute(
            "INSERT INTO alert_policies (settings, listed_at, readable_at) VALUES ($1, $2, $3)",
            Text(spec), (now + conditions.ListLag).UtcTicks, (now + conditions.ReadLag).UtcTicks);
        return new AlertPolicy(database.Number("SELECT last_insert_rowid()"), spec);
    }

    public AlertPolicy Update(long id, AlertPolicySpec spec)
    {
        database.Execute("UPDATE alert_policies SET settings = $2 WHERE id = $1", id, Text(spec));
        return new AlertPolicy(id, spec);
    }

    public void Delete(long id) => database.Execute("DELETE FROM alert_policies WHERE id = $1", id);

    private static string Text(AlertPolicySpec spec) => JsonSerializer.Serialize(spec, AlertPolicySpecJson.Default.AlertPolicySpec);

    private static AlertPolicy Read(SqliteDataReader row) => new(
        row.GetInt64(0),
        JsonSerializer.Deserialize(row.GetString(1), AlertPolicySpecJson.Default.AlertPolicySpec)
            ?? throw new InvalidDataException("no settings"));
}
