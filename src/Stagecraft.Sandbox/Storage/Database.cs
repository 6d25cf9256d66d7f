using Microsoft.Data.Sqlite;

namespace Stagecraft.Sandbox.Storage;

/// <summary>One SQLite connection: transactions, and prepared statements with the parameters <c>$1</c>, <c>$2</c>….</summary>
internal sealed class Database(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);
    private SqliteTransaction? _transaction;

    /// <summary>Whether all work runs in one outer transaction that is never committed.</summary>
    private bool _isRollbackOnly;

    public void Open() => connection.Open();

    /// <summary>Begins an outer transaction; <see cref="Rollback"/> discards all later writes.</summary>
    public void BeginRollbackOnly()
    {
        Execute("BEGIN");
        _isRollbackOnly = true;
    }

    /// <summary>Discards all writes since <see cref="BeginRollbackOnly"/>.</summary>
    public void Rollback()
    {
        Execute("ROLLBACK");
        _isRollbackOnly = false;
    }

    /// <summary>
    /// Runs the work in one transaction. A read has a consistent snapshot, a write is on disk when this returns, and an exception rolls
    /// it back.
    /// </summary>
    public T InTransaction<T>(bool isRead, Func<T> work)
    {
        if (_isRollbackOnly)
        {
            return isRead ? work() : InSavepoint(work);
        }

        using SqliteTransaction transaction = connection.BeginTransaction(deferred: isRead);
        _transaction = transaction;
        try
        {
            T? result = work();
            transaction.Commit();
            return result;
        }
        finally
        {
            _transaction = null;
        }
    }

    public int Execute(string sql, params ReadOnlySpan<object?> arguments) => Prepare(sql, arguments).ExecuteNonQuery();

    public long Number(string sql, params ReadOnlySpan<object?> arguments) =>
        Prepare(sql, arguments).ExecuteScalar() is long number ? number : 0;

    public List<T> Rows<T>(string sql, Func<SqliteDataReader, T> map, params ReadOnlySpan<object?> arguments)
    {
        using SqliteDataReader reader = Prepare(sql, arguments).ExecuteReader();
        List<T> rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(Row(reader, map));
        }

        return rows;
    }

    public void Dispose()
    {
        foreach (SqliteCommand command in _commands.Values)
        {
            command.Dispose();
        }

        connection.Dispose();
    }

    /// <summary>SQLite does not detect all damage: values in a row may be missing or have the wrong type.</summary>
    private static T Row<T>(SqliteDataReader reader, Func<SqliteDataReader, T> map)
    {
        try
        {
            return map(reader);
        }
        catch (Exception error) when (error is not SqliteException)
        {
            throw new InvalidDataException("it is damaged; delete it to start over, or choose another file", error);
        }
    }

    private T InSavepoint<T>(Func<T> work)
    {
        Execute("SAVEPOINT work");
        try
        {
            return work();
        }
        catch
        {
            Execute("ROLLBACK TO work");
            throw;
        }
        finally
        {
            Execute("RELEASE work");
        }
    }

    private SqliteCommand Prepare(string sql, ReadOnlySpan<object?> arguments)
    {
        if (!_commands.TryGetValue(sql, out SqliteCommand? command))
        {
            command = connection.CreateCommand();
            // The statements are constants of the stores; values are always parameters.
#pragma warning disable CA2100
            command.CommandText = sql;
#pragma warning restore CA2100
            for (int i = 1; i <= arguments.Length; i++)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" });
            }

            _commands.Add(sql, command);
        }

        for (int i = 0; i < arguments.Length; i++)
        {
            command.Parameters[i].Value = arguments[i] ?? DBNull.Value;
        }

        command.Transaction = _transaction;
        return command;
    }
}
