using Microsoft.Data.Sqlite;

namespace Stagecraft.DigitalOcean.Sandbox.Storage;

/// <summary>Opens the state: a file, or memory.</summary>
internal static class StateFile
{
    public static Database Open(string? path, Action<Database> furnish)
    {
        if (path is not null)
            CreateForOwner(path);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path ?? ":memory:",
            // A pooled connection would keep the file open after the sandbox is disposed.
            Pooling = false,
            // How long a request waits for another process that writes.
            DefaultTimeout = 30,
        }.ToString());
        var database = new Database(connection);
        try
        {
            connection.Open();
            // FULL: a commit is on disk before it is acknowledged.
            database.Execute("PRAGMA journal_mode = WAL");
            database.Execute("PRAGMA synchronous = FULL");
            database.InTransaction(isRead: false, () =>
            {
                Schema.Ensure(database);
                furnish(database);
                return true;
            });
            return database;
        }
        catch (SqliteException error)
        {
            database.Dispose();
            throw new InvalidDataException($"{path} cannot be used as the sandbox's state file: {error.Message}", error);
        }
        catch (InvalidDataException error)
        {
            database.Dispose();
            throw new InvalidDataException($"{path} cannot be used as the sandbox's state file: {error.Message}", error);
        }
    }

    /// <summary>User data may hold secrets, and SQLite would create a file that everybody can read.</summary>
    private static void CreateForOwner(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
    }
}
