namespace Stagecraft.DigitalOcean.Api;

/// <summary>One page of a list.</summary>
/// <param name="Items">In the API's order.</param>
/// <param name="Total">The number of items of all pages, as this page states it.</param>
/// <param name="Next">The address of the next page, which is not followed; null on the last page.</param>
internal sealed record ListPage<T>(IReadOnlyList<T> Items, int Total, string? Next)
{
    /// <summary>The number of entries that lack a member and are left out.</summary>
    public int Omitted { get; init; }

    /// <summary>The number of entries, including those that are left out.</summary>
    public int Count => Items.Count + Omitted;
}
