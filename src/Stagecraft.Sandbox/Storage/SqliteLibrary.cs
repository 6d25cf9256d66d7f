using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Stagecraft.Sandbox.Storage;

/// <summary>The process-wide configuration of SQLite.</summary>
internal static class SqliteLibrary
{
    private const int ConfigMemoryStatus = 9;

    /// <summary>
    /// Disables the memory statistics of SQLite, which use one lock for all connections and would serialize sandboxes on several threads.
    /// Has no effect if the process has used SQLite before.
    /// </summary>
    static SqliteLibrary()
    {
        Batteries_V2.Init();
        _ = raw.sqlite3_config(ConfigMemoryStatus, 0);
    }

    public static SqliteConnection Connection(SqliteConnectionStringBuilder settings) => new(settings.ToString());
}
