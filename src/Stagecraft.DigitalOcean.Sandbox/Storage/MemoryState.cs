using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Stagecraft.Sandbox.Storage;

namespace Stagecraft.DigitalOcean.Sandbox.Storage;

/// <summary>
/// A pool of in-memory databases. Creating tables and preparing statements takes longer than most tests, so the database of a disposed
/// sandbox is reused. Changes are never committed, so no sandbox can read the data of another.
/// </summary>
internal static class MemoryState
{
    /// <summary>Bounds the memory after many sandboxes were in use at the same time.</summary>
    private const int Capacity = 16;

    private static readonly ConcurrentStack<Database> Unused = new();

    /// <summary>Rents a database with the state of a new account.</summary>
    public static Database Rent()
    {
        Database database = Unused.TryPop(out Database? used) ? used : Create();
        database.BeginRollbackOnly();
        return database;
    }

    /// <summary>Returns a database; the caller must not use it afterwards.</summary>
    public static void Return(Database database)
    {
        try
        {
            database.Rollback();
        }
        catch (SqliteException)
        {
            // An error ended the outer transaction, for example out of memory; the content is undefined.
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
        Database database = new Database(
            SqliteLibrary.Connection(new SqliteConnectionStringBuilder { DataSource = ":memory:", Pooling = false }));
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
