using Microsoft.Data.Sqlite;
using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.LoadBalancers;
using Stagecraft.Sandbox.Storage;

namespace Stagecraft.DigitalOcean.Sandbox.Storage;

/// <summary>The certificates of the account, which the options specify.</summary>
internal sealed class CertificateStore(Database database)
{
    public const string Tables = """
        CREATE TABLE certificates (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL UNIQUE,
            listed_at INTEGER NOT NULL DEFAULT 0,
            readable_at INTEGER NOT NULL DEFAULT 0);
        """;

    private readonly ResourceTable<Certificate> _table = new(database, "certificates", "r.id, r.name", Read);

    public (List<Certificate> Certificates, long Total) List(string? name, PageRequest page, DateTimeOffset now) =>
        _table.List(page, now, "($4 IS NULL OR r.name = $4)", name);

    public Certificate Require(string uuid, DateTimeOffset now) => _table.Require(ResourceId.Parse(ResourceKind.Certificate, uuid), now);

    public bool Exists(string uuid, DateTimeOffset now) =>
        ResourceId.Parse(ResourceKind.Certificate, uuid) is { } id && _table.Get(id, now) is not null;

    /// <summary>Adds certificates for the names that no certificate has.</summary>
    public void Ensure(IEnumerable<string> names)
    {
        foreach (string name in names)
        {
            database.Execute("INSERT INTO certificates (name) VALUES ($1) ON CONFLICT DO NOTHING", name);
        }
    }

    private static Certificate Read(SqliteDataReader row) => new(row.GetInt64(0), row.GetString(1));
}
