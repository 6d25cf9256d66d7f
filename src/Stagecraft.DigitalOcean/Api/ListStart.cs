namespace Stagecraft.DigitalOcean.Api;

/// <summary>The first page of a list: what a caller needs to know to decide whether the rest is worth its requests.</summary>
internal sealed record ListStart<T>
{
    /// <summary>How many items the whole list has.</summary>
    public required int Total { get; init; }

    /// <summary>Those of the first page.</summary>
    public required IReadOnlyList<T> Items { get; init; }

    /// <summary>How many pages there are; finishing the list costs one request less.</summary>
    public required int PageCount { get; init; }

    /// <summary>The first page's <c>Date</c>.</summary>
    public required DateTimeOffset? ServerTime { get; init; }

    /// <summary>Whether the first page is the whole list.</summary>
    public required bool IsComplete { get; init; }

    internal required int Requests { get; init; }

    internal required ListRequest<T> Request { get; init; }
}
