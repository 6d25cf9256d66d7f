namespace Stagecraft.DigitalOcean.Api;

/// <summary>The first page of a list, from which a caller decides whether to read the rest.</summary>
/// <param name="Request">The list.</param>
/// <param name="First">The first page.</param>
/// <param name="PageCount">The number of pages; the rest takes one request fewer.</param>
internal sealed record ListStart<T>(ListRequest<T> Request, Dated<ListPage<T>> First, int PageCount)
{
    public int Total => First.Value.Total;
}
