namespace Stagecraft.DigitalOcean.Api;

/// <summary>One page of a list.</summary>
/// <param name="Items">In the API's order.</param>
/// <param name="Total">The number of items of all pages, as this page states it.</param>
/// <param name="Next">The address of the next page, which is not followed; null on the last page.</param>
internal sealed record ListPage<T>(IReadOnlyList<T> Items, int Total, string? Next);
