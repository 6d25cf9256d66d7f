namespace Stagecraft.DigitalOcean.Sandbox.Storage;

/// <summary>
/// The SQL of the lists of droplets. <c>$1</c> is the time, <c>$2</c> the kind, <c>$3</c> the name or tag. Rows are told by an index
/// alone, and the few that a list leaves out at the time are found by indexes too, so that it costs little however many there are.
/// </summary>
internal sealed class DropletListQuery
{
    /// <summary>The ids of droplets that are gone at the time <c>$1</c>.</summary>
    public const string Gone = "SELECT id FROM droplets WHERE gone_at <= $1";

    private const string NotListed = $"{Gone} UNION ALL SELECT id FROM droplets WHERE listed_at > $1";

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

    /// <param name="id">The column of the id.</param>
    /// <param name="rows">The rows that are in the list at some time.</param>
    /// <param name="number">How many these are; null for none.</param>
    /// <param name="hidden">The ids that are not in the list at the time, and perhaps ids of other droplets.</param>
    private DropletListQuery(string id, string rows, string number, string hidden)
    {
        (_id, _rows, _hidden) = (id, rows, hidden);
        Count = $"SELECT coalesce(({number}), 0), (SELECT count(*) FROM {rows} AND {id} IN ({hidden}))";
    }

    /// <summary>How many are in the list at some time, and how many of these are not at this time.</summary>
    public string Count { get; }

    /// <summary>The droplets, oldest first, of at most <c>$4</c> places after the first, or before the last, <c>$5</c>.</summary>
    /// <param name="fromTheEnd">Whether places are counted from the end.</param>
    /// <param name="isWhole">Whether none of them is hidden, which makes it faster to walk along them.</param>
    public string Page(bool fromTheEnd, bool isWhole)
    {
        string shown = isWhole ? "" : $" AND {_id} NOT IN ({_hidden})";
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
