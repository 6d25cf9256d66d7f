using Stagecraft.Engine.Timing;
using Stagecraft.Events;

namespace Stagecraft.DigitalOcean.Api;

/// <summary>Reads lists completely or not at all.</summary>
internal sealed class ListReader(ApiPipeline pipeline, TimeProvider time, IProgress<InfraEvent>? progress)
{
    private const int PagesInFlight = 64;
    private const int MaxReads = 3;

    // The API's request budget of one hour. A list of a million droplets is a mistake.
    private const int MaxPages = 5000;

    public async Task<ListStart<T>> BeginAsync<T>(ListRequest<T> request, CancellationToken cancellationToken)
    {
        Dated<ListPage<T>> first = await ReadPageAsync(request, 1, cancellationToken).ConfigureAwait(false);
        ListPage<T> page = first.Value;

        // The API may return fewer items per page than requested.
        int perPage = page.Count;
        long pages = page.Next is null || perPage == 0 ? 1 : Math.Max(1, ((long)page.Total + perPage - 1) / perPage);
        return pages > MaxPages
            ? throw Failed(request, $"the list claims to have {page.Total} entries, {perPage} a page", isTransient: false)
            : new ListStart<T>(request, first, (int)pages);
    }

    public async Task<Listing<T>> FinishAsync<T>(ListStart<T> start, CancellationToken cancellationToken)
    {
        for (int read = 1; ; read++)
        {
            Dated<ListPage<T>>?[] pages = new Dated<ListPage<T>>?[start.PageCount];
            pages[0] = start.First;
            await ReadRestAsync(start.Request, pages, cancellationToken).ConfigureAwait(false);
            Dated<ListPage<T>>[] there = [.. pages.OfType<Dated<ListPage<T>>>()];
            if (there.Length == pages.Length && Join(start.Request.Order, there) is { } items)
            {
                return new Listing<T>(items, there.Min(page => page.ServerTime), there.Min(page => page.SentAt));
            }

            if (read == MaxReads)
            {
                throw Failed(start.Request, "the list changed while it was read: its pages do not add up to its total", isTransient: true);
            }

            TimeSpan wait = RetryPlan.AfterFailure(read, 0.5);
            progress?.Report(new RetryScheduled(HttpMethod.Get.Method, start.Request.Path, read, 200, wait));
            await Pause.ForAsync(wait, time, cancellationToken).ConfigureAwait(false);
            start = await BeginAsync(start.Request, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reads all pages except the first, several at a time. It stops early, with pages missing, when they can no longer add up to
    /// the total: a wrong total does not cost thousands of requests.</summary>
    private async Task ReadRestAsync<T>(ListRequest<T> request, Dated<ListPage<T>>?[] pages, CancellationToken cancellationToken)
    {
        ListPage<T> first = pages[0]!.Value;
        using CancellationTokenSource failed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        int last = 1;
        bool isInconsistent = false;
        await Task.WhenAll(Enumerable.Range(0, Math.Min(pages.Length - 1, PagesInFlight)).Select(_ => ReadSomeAsync()))
            .ConfigureAwait(false);

        async Task ReadSomeAsync()
        {
            try
            {
                while (!Volatile.Read(ref isInconsistent) && Interlocked.Increment(ref last) is var number && number <= pages.Length)
                {
                    Dated<ListPage<T>> page = await ReadPageAsync(request, number, failed.Token).ConfigureAwait(false);
                    pages[number - 1] = page;
                    if (page.Value.Total != first.Total || page.Value.Count == 0)
                    {
                        Volatile.Write(ref isInconsistent, true);
                    }
                }
            }
            catch (CloudException)
            {
                // The list failed: the other pages are not needed. (CancelAsync would continue on another thread.)
                failed.Cancel();
                throw;
            }
        }
    }

    private async Task<Dated<ListPage<T>>> ReadPageAsync<T>(ListRequest<T> request, int number, CancellationToken cancellationToken)
    {
        (Dated<ListPage<T>> page, _) = await pipeline.SendAsync(request.Page(number), request.ReadPage, cancellationToken)
            .ConfigureAwait(false);
        return page;
    }

    /// <summary>The items, each once and in order; null if the pages state different totals or do not add up to the total, because the list
    /// changed while it was read.</summary>
    private static IReadOnlyList<T>? Join<T>(IComparer<T> order, IReadOnlyList<Dated<ListPage<T>>> pages)
    {
        int total = pages[0].Value.Total;
        if (pages.Any(page => page.Value.Total != total))
        {
            return null;
        }

        List<T> items = new(pages.Sum(page => page.Value.Items.Count));
        foreach (T item in pages.SelectMany(page => page.Value.Items).Order(order))
        {
            if (items.Count == 0 || order.Compare(items[^1], item) != 0)
            {
                items.Add(item);
            }
        }

        return items.Count + pages.Sum(page => page.Value.Omitted) == total ? items : null;
    }

    private static CloudException Failed<T>(ListRequest<T> request, string reason, bool isTransient) => new(
        new CloudFailure(ErrorCodes.ApiError, $"API error: {reason} (GET {request.Path})", IsTransient: isTransient) { Status = 200 },
        FailureKind.Unclear);
}
