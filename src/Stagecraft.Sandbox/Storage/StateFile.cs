using Microsoft.Data.Sqlite;

namespace Stagecraft.Sandbox.Storage;

/// <summary>Opens the state in a file.</summary>
internal static class StateFile
{
    /// <param name="path">The file; created if missing.</param>
    /// <param name="timeout">How long a request waits for another process that writes, in whole seconds.</param>
    /// <param name="check">Checks before the first write that the file is a state file of this kind.</param>
    /// <param name="initialize">Creates missing tables and content.</param>
    /// <exception cref="InvalidDataException">The file cannot be used; the message names the file and the fix.</exception>
    public static Database Open(string path, TimeSpan timeout, Action<Database> check, Action<Database> initialize)
    {
        try
        {
            CreateForOwner(path);
            return Connect(path, timeout, check, initialize);
        }
        catch (Exception error) when (StateProblem.Describe(error) is { } problem)
        {
            throw new InvalidDataException($"{path} cannot be used as the sandbox's state file: {problem}", error);
        }
    }

    private static Database Connect(string path, TimeSpan timeout, Action<Database> check, Action<Database> initialize)
    {
        Database database = new Database(SqliteLibrary.Connection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            // A pooled connection would keep the file open after the sandbox is disposed.
            Pooling = false,
            // How long a request waits for another process that writes.
            DefaultTimeout = (int)timeout.TotalSeconds,
        }));
        try
        {
            database.Open();
            // Before the first write, because the file may belong to another program.
            check(database);
            // FULL: a commit is on disk before it is acknowledged.
            database.Execute("PRAGMA journal_mode = WAL");
            database.Execute("PRAGMA synchronous = FULL");
            database.InTransaction(isRead: false, () =>
            {
                initialize(database);
                return true;
            });
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>User data may contain secrets, and SQLite would create a world-readable file.</summary>
    private static void CreateForOwner(string path)
    {
        if (Directory.Exists(path))
        {
            throw new InvalidDataException("it is a directory; choose a file in it");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        FileStreamOptions options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using FileStream file = new FileStream(path, options);
    }
}
