namespace Stagecraft.DigitalOcean.Api;

/// <summary>A list to read.</summary>
internal sealed record ListRequest<T>
{
    public required string Path { get; init; }

    /// <summary>A filter for the query string of each page; empty for none.</summary>
    public string Filter { get; init; } = "";

    public required string Scope { get; init; }

    public RequestKind Kind { get; init; }

    /// <inheritdoc cref="ApiRequest.IsGivenUpIfDelayed"/>
    public bool IsGivenUpIfDelayed { get; init; }

    public required ReadBody<ListPage<T>> ReadPage { get; init; }

    /// <summary>The order of the items. Items that compare equal are the same item.</summary>
    public required IComparer<T> Order { get; init; }

    public ApiRequest Page(int number) => new()
    {
        Method = HttpMethod.Get,
        IsRead = true,
        Path = Path,
        Query = $"per_page=200&page={number}{(Filter.Length == 0 ? "" : "&" + Filter)}",
        Scope = Scope,
        Kind = Kind,
        IsGivenUpIfDelayed = IsGivenUpIfDelayed,
    };
}
