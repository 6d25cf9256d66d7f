using Stagecraft.Engine.Http;

namespace Stagecraft.DigitalOcean.Api;

/// <summary>A list to read: where it is, what a page of it means, and what makes two of its items the same.</summary>
internal sealed record ListRequest<T>
{
    public required string Path { get; init; }

    /// <summary>What is added to the address of each page, or nothing.</summary>
    public string Filter { get; init; } = "";

    public required string Scope { get; init; }

    public RequestKind Kind { get; init; }

    public required ReadBody<ListPage<T>> ReadPage { get; init; }

    /// <summary>Gives the items their order; those it calls equal are one.</summary>
    public required IComparer<T> Order { get; init; }

    public ApiRequest Page(int number) => new()
    {
        Method = HttpMethod.Get,
        Path = Path,
        Query = $"per_page=200&page={number}{(Filter.Length == 0 ? "" : "&" + Filter)}",
        Scope = Scope,
        Kind = Kind,
    };
}
