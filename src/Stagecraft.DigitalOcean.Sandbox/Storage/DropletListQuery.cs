namespace Stagecraft.DigitalOcean.Sandbox.Storage;

/// <summary>
/// The SQL of the droplet lists. <c>$1</c> is the time, <c>$2</c> the kind, <c>$3</c> the name or tag. Indexes select the rows and the
/// few hidden ones, so the cost does not depend on the number of droplets.
/// </summary>
internal sealed class DropletListQuery
{
    /// <summary>The IDs of droplets that are removed at the time <c>$1</c>.</summary>
    public const string Removed = "SELECT id FROM droplets WHERE gone_at <= $1";

    private const string NotListed = $"{Removed} UNION ALL SELECT id FROM droplets WHERE listed_at > $1";

    private static readonly DropletListQuery OfKind = new(
        "id", "droplets WHERE is_gpu = $2", "SELECT number FROM counters WHERE tag_id = 0 AND is_gpu = $2", NotListed);

    private static readonly DropletListQuery OfName = new(
        "id", "droplets WHERE name = $3 AND is_gpu = $2", "SELECT count(*) FROM droplets WHERE name = $3 AND is_gpu = $2", NotListed);

    private static readonly DropletListQuery OfTag = new(
        "droplet_id",
        $"droplet_tags WHERE tag_id = ({TagStore.IdOf("$3")}) AND is_gpu = $2",
        $"SELECT number FROM counters WHERE tag_id = ({TagStore.IdOf("$3")}) AND is_gpu = $2",
        $"{NotListed} UNION ALL {TagStore.NotTagged($"({TagStore.IdOf("$3")})")}");

    private readonly string _id;
    private readonly string _rows;
    private readonly string _hidden;

    /// <param name="id">The ID column.</param>
    /// <param name="rows">The rows of the list, including hidden ones.</param>
    /// <param name="number">The number of rows; null for none.</param>
    /// <param name="hidden">The IDs that are hidden at the time; it may contain IDs of other droplets.</param>
    private DropletListQuery(string id, string rows, string number, string hidden)
    {
        (_id, _rows, _hidden) = (id, rows, hidden);
        Count = $"SELECT coalesce(({number}), 0), (SELECT count(*) FROM {rows} AND {id} IN ({hidden}))";
    }

    /// <summary>The number of rows, and the number of hidden ones.</summary>
    public string Count { get; }

    /// <summary>At most <c>$4</c> droplets, oldest first, with the offset <c>$5</c> from the start or the end of the list.</summary>
    /// <param name="fromTheEnd">Whether the offset is counted from the end.</param>
    /// <param name="isComplete">Whether no row is hidden, which makes the query faster.</param>
    public string Page(bool fromTheEnd, bool isComplete)
    {
        string shown = isComplete ? "" : $" AND {_id} NOT IN ({_hidden})";
        string order = fromTheEnd ? $"{_id} DESC" : _id;
        return $"""
            SELECT {DropletRow.Columns} FROM droplets d
            WHERE d.id IN (SELECT {_id} FROM {_rows}{shown} ORDER BY {order} LIMIT $4 OFFSET $5) ORDER BY d.id
            """;
    }

    public static DropletListQuery Of(Filter filter) =>
        filter.Tag is not null ? OfTag : filter.Name is not null ? OfName : OfKind;

    /// <summary>The droplets of a list: one kind, optionally only those with a name or a tag.</summary>
    internal sealed record Filter(bool Gpus, string? Name, string? Tag);
}
