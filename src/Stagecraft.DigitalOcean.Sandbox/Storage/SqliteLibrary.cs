using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Stagecraft.DigitalOcean.Sandbox.Storage;

/// <summary>SQLite, as the whole process has it.</summary>
internal static class SqliteLibrary
{
    private const int CountMemory = 9;

    /// <summary>
    /// SQLite counts the memory it takes, under one lock for all connections: sandboxes on several threads would wait for each other.
    /// Where the process has used SQLite before, it refuses to be told, and goes on counting.
    /// </summary>
    static SqliteLibrary()
    {
        Batteries_V2.Init();
        _ = raw.sqlite3_config(CountMemory, 0);
    }

    public static SqliteConnection Connection(SqliteConnectionStringBuilder settings) => new(settings.ToString());
}
