namespace Stagecraft.DigitalOcean.Api;

/// <summary>One page of a list.</summary>
/// <param name="Items">In the API's order.</param>
/// <param name="Total">How many items all pages have together, by this page's account.</param>
/// <param name="Next">Where the API says that the next page is, or null at the end.</param>
internal sealed record ListPage<T>(IReadOnlyList<T> Items, int Total, string? Next);
