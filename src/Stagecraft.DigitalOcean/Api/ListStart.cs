using Stagecraft.Engine.Clouds;

namespace Stagecraft.DigitalOcean.Api;

/// <summary>The first page of a list: what a caller needs to know to decide whether the rest is worth its requests.</summary>
internal sealed record ListStart<T>
{
    /// <summary>How many items the whole list has.</summary>
    public int Total => First.Value.Total;

    /// <summary>Those of the first page.</summary>
    public IReadOnlyList<T> Items => First.Value.Items;

    /// <summary>The first page's <c>Date</c>.</summary>
    public DateTimeOffset? ServerTime => First.ServerTime;

    /// <summary>How many pages there are; finishing the list costs one request less.</summary>
    public required int PageCount { get; init; }

    /// <summary>Whether the first page is the whole list.</summary>
    public required bool IsComplete { get; init; }

    internal required int Requests { get; init; }

    internal required Dated<ListPage<T>> First { get; init; }

    internal required ListRequest<T> Request { get; init; }
}
