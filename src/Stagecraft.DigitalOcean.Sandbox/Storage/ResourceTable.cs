using Microsoft.Data.Sqlite;
using Stagecraft.DigitalOcean.Sandbox.Core;
using Stagecraft.Sandbox.Storage;

namespace Stagecraft.DigitalOcean.Sandbox.Storage;

/// <summary>
/// Reads resources of one kind from a table with the columns <c>id</c>, <c>listed_at</c> and <c>readable_at</c>. In all SQL the alias of
/// the table is <c>r</c> and <c>$1</c> is the time.
/// </summary>
internal sealed class ResourceTable<T>(Database database, string table, string columns, Func<SqliteDataReader, T> read)
    where T : class
{
    /// <summary>A page of the list, oldest first, and the length of the list. The list lag applies.</summary>
    /// <param name="page">The page.</param>
    /// <param name="now">The time.</param>
    /// <param name="filter">A condition on the rows, with its parameters from <c>$4</c>.</param>
    /// <param name="arguments">The parameters of the condition.</param>
    public (List<T> Items, long Total) List(
        PageRequest page, DateTimeOffset now, string filter = "true", params ReadOnlySpan<object?> arguments) =>
        List(page.PerPage, page.Offset, now, filter, arguments);

    /// <summary>A part of the list, oldest first, and the length of the list. The list lag applies.</summary>
    public (List<T> Items, long Total) List(
        long limit, long offset, DateTimeOffset now, string filter, params ReadOnlySpan<object?> arguments)
    {
        object?[] all = [now.UtcTicks, limit, offset, .. arguments];
        string rows = $"FROM {table} r WHERE r.listed_at <= $1 AND {filter}";
        return (
            database.Rows($"SELECT {columns} {rows} ORDER BY r.id LIMIT $2 OFFSET $3", read, all),
            database.Number($"SELECT count(*) {rows}", all));
    }

    /// <summary>All resources that match a condition, with its parameters from <c>$2</c>, regardless of lag.</summary>
    public List<T> All(DateTimeOffset now, string filter = "true", params ReadOnlySpan<object?> arguments) =>
        database.Rows($"SELECT {columns} FROM {table} r WHERE {filter} ORDER BY r.id", read, [now.UtcTicks, .. arguments]);

    /// <summary>The resource by ID, regardless of lag.</summary>
    public T? Get(long id, DateTimeOffset now) => All(now, "r.id = $2", id).SingleOrDefault();

    /// <summary>The resource by ID, subject to the read lag; 404 if there is none.</summary>
    public T Require(long? id, DateTimeOffset now) =>
        All(now, "r.id = $2 AND r.readable_at <= $1", id).SingleOrDefault() ?? throw ApiError.NotFound();
}
