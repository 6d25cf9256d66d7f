using Microsoft.Data.Sqlite;
using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.DigitalOcean.Sandbox.Droplets;
using Stagecraft.Sandbox.Storage;

namespace Stagecraft.DigitalOcean.Sandbox.Storage;

/// <summary>The SSH keys of the account.</summary>
internal sealed class SshKeyStore(Database database)
{
    private const string Select = "SELECT id, name, fingerprint, public_key FROM ssh_keys";

    public long Count() => database.Number("SELECT count(*) FROM ssh_keys");

    public List<SandboxSshKey> List(PageRequest page) =>
        database.Rows($"{Select} ORDER BY id LIMIT $1 OFFSET $2", Read, page.PerPage, page.Offset);

    public SandboxSshKey? Get(long id) => database.Rows($"{Select} WHERE id = $1", Read, id).SingleOrDefault();

    public SandboxSshKey? Get(string fingerprint) => database.Rows($"{Select} WHERE fingerprint = $1", Read, fingerprint).SingleOrDefault();

    /// <summary>Adds a key; null if it already exists.</summary>
    public SandboxSshKey? Add(string name, SshPublicKey key) =>
        database.Execute(
            "INSERT INTO ssh_keys (name, fingerprint, public_key) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            name, key.Fingerprint, key.Text) == 0 ? null : Get(key.Fingerprint);

    /// <summary>Adds a generated key that differs from all existing keys.</summary>
    public SandboxSshKey AddNamed(string name)
    {
        // After deletions the number of keys may already have been used.
        for (long number = Count(); ; number++)
        {
            if (Add(name, SshPublicKey.Generate(name, number)) is { } key)
            {
                return key;
            }
        }
    }

    public void Rename(long id, string name) => database.Execute("UPDATE ssh_keys SET name = $2 WHERE id = $1", id, name);

    public void Delete(long id) => database.Execute("DELETE FROM ssh_keys WHERE id = $1", id);

    /// <summary>Adds keys for the names that no key has.</summary>
    public void Ensure(IEnumerable<string> names)
    {
        foreach (string name in names)
        {
            if (database.Number("SELECT count(*) FROM ssh_keys WHERE name = $1", name) == 0)
            {
                AddNamed(name);
            }
        }
    }

    private static SandboxSshKey Read(SqliteDataReader row) => new(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3));
}
