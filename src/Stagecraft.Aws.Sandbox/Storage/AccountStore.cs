using System.Text.Json;
using Stagecraft.Aws.Sandbox.State;
using Stagecraft.Sandbox.Storage;

namespace Stagecraft.Aws.Sandbox.Storage;

/// <summary>
/// The account: in memory, or as JSON in the only row of a state file. With a file, each piece of work is a transaction: it reads the row
/// if another process has changed it, and writes it if the work has changed the account.
/// </summary>
internal sealed class AccountStore : IDisposable
{
    private const int Version = 1001;

    private readonly Database? _database;
    private AccountState _account;
    private byte[] _saved = [];
    private long _revision = -1;

    public AccountStore(AwsSandboxOptions options)
    {
        _account = new AccountState { AccountId = options.AccountId, Seed = options.Seed };
        if (options.StateFile is { } path)
        {
            _database = StateFile.Open(path, options.StateTimeout, d => Check(d), Initialize);
        }
    }

    public T Use<T>(Func<AccountState, T> work)
    {
        if (_database is null)
        {
            return work(_account);
        }

        return _database.InTransaction(isRead: false, () =>
        {
            Load(_database);
            T result = work(_account);
            byte[] json = JsonSerializer.SerializeToUtf8Bytes(_account, StateJson.Default.AccountState);
            if (!json.AsSpan().SequenceEqual(_saved))
            {
                _saved = json;
                _revision++;
                _database.Execute("UPDATE account SET revision = $1, json = $2", _revision, json);
            }

            return result;
        });
    }

    public void Dispose() => _database?.Dispose();

    private static bool Check(Database database)
    {
        long version = database.Number("PRAGMA user_version");
        return version == Version || (version != 0
            ? throw new InvalidDataException(
                $"it has version {version}, this sandbox has {Version}; delete it to start over, or choose another file")
            : database.Number("SELECT count(*) FROM sqlite_master") == 0
                ? false
                : throw new InvalidDataException("it is a database of another program; choose another file"));
    }

    private void Initialize(Database database)
    {
        if (!Check(database))
        {
            database.Execute("CREATE TABLE account (revision INTEGER NOT NULL, json BLOB NOT NULL)");
            database.Execute(
                "INSERT INTO account (revision, json) VALUES (0, $1)",
                JsonSerializer.SerializeToUtf8Bytes(_account, StateJson.Default.AccountState));
            database.Execute($"PRAGMA user_version = {Version}");
        }

        Load(database);
    }

    private void Load(Database database)
    {
        long revision = database.Number("SELECT revision FROM account");
        if (revision == _revision)
        {
            return;
        }

        _saved = database.Rows("SELECT json FROM account", row => row.GetFieldValue<byte[]>(0)).Single();
        try
        {
            _account = JsonSerializer.Deserialize(_saved, StateJson.Default.AccountState)!;
        }
        catch (JsonException error)
        {
            throw new InvalidDataException("it is damaged; delete it to start over, or choose another file", error);
        }

        _revision = revision;
    }
}
