using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Stagecraft.DigitalOcean.Sandbox.Storage;

/// <summary>
/// States in memory. To make the tables and to prepare the statements takes longer than most tests do, so the database of a sandbox
/// that was disposed serves the next one. No sandbox sees what another wrote: that was never committed.
/// </summary>
internal static class MemoryState
{
    /// <summary>ServerLimits what stays in memory, where many sandboxes were alive at once.</summary>
    private const int Capacity = 16;

    private static readonly ConcurrentStack<Database> Unused = new();

    /// <summary>A database as a new account has it.</summary>
    public static Database Rent()
    {
        Database database = Unused.TryPop(out Database? used) ? used : Create();
        database.BeginRollbackOnly();
        return database;
    }

    /// <summary>Nobody may use the database any more.</summary>
    public static void Return(Database database)
    {
        try
        {
            database.Rollback();
        }
        catch (SqliteException)
        {
            // An error ended its transaction, as one of too little memory does: no telling what is in it.
            database.Dispose();
            return;
        }

        if (Unused.Count < Capacity)
        {
            Unused.Push(database);
        }
        else
        {
            database.Dispose();
        }
    }

    private static Database Create()
    {
        Database database = new Database(SqliteLibrary.Connection(new SqliteConnectionStringBuilder { DataSource = ":memory:", Pooling = false }));
        database.Open();
        database.InTransaction(isRead: false, () =>
        {
            Schema.Ensure(database);
            new VpcStore(database).EnsureDefaults();
            return true;
        });
        return database;
    }
}
