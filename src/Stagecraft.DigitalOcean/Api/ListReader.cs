using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Http;
using Stagecraft.Engine.Timing;
using Stagecraft.Errors;
using Stagecraft.Events;

namespace Stagecraft.DigitalOcean.Api;

/// <summary>Reads whole lists, or none: half a read is no read.</summary>
internal sealed class ListReader(ApiPipeline pipeline, ApiAddress address, TimeProvider time, IProgress<InfraEvent>? progress)
{
    private const int PagesInFlight = 64;
    private const int MaxReads = 3;

    // An hour of the API's whole budget. Nobody has a million droplets: a total of that size is a mistake.
    private const int MaxPages = 5000;

    public async Task<ListStart<T>> BeginAsync<T>(ListRequest<T> request, CancellationToken cancellationToken)
    {
        (Dated<ListPage<T>> first, int requests) = await ReadPageAsync(request, 1, cancellationToken).ConfigureAwait(false);
        ListPage<T> page = first.Value;

        // The API may serve fewer items a page than asked for.
        int perPage = page.Items.Count;
        long pages = page.Next is null || perPage == 0 ? 1 : Math.Max(1, ((long)page.Total + perPage - 1) / perPage);
        if (pages > MaxPages)
        {
            throw Failed(request, $"the list claims to have {page.Total} entries, {perPage} a page", isTransient: false);
        }

        return new ListStart<T>
        {
            Request = request,
            First = first,
            Requests = requests,
            PageCount = (int)pages,
            IsComplete = pages == 1 && ListAssembly.Join(request.Order, [first]) is not null,
        };
    }

    public async Task<Listing<T>> FinishAsync<T>(ListStart<T> start, CancellationToken cancellationToken)
    {
        int requests = start.Requests;
        for (int read = 1; ; read++)
        {
            Dated<ListPage<T>>?[] pages = new Dated<ListPage<T>>?[start.PageCount];
            pages[0] = start.First;
            requests += await ReadRestAsync(start.Request, pages, cancellationToken).ConfigureAwait(false);
            Dated<ListPage<T>>[] there = [.. pages.OfType<Dated<ListPage<T>>>()];
            if (there.Length == pages.Length && ListAssembly.Join(start.Request.Order, there) is { } items)
            {
                return new Listing<T>(items, start.Total, there.Min(page => page.ServerTime), requests, there.Min(page => page.SentAt));
            }

            if (read == MaxReads)
            {
                throw Failed(start.Request, "the list changed while it was read: its pages do not add up to its total", isTransient: true);
            }

            TimeSpan wait = RetryDelay.AfterFailure(read, 0.5);
            progress?.Report(new RetryScheduled(HttpMethod.Get.Method, start.Request.Path, read, 200, wait));
            await Pause.ForAsync(wait, time, cancellationToken).ConfigureAwait(false);
            start = await BeginAsync(start.Request, cancellationToken).ConfigureAwait(false);
            requests += start.Requests;
        }
    }

    // Fills in all pages but the first, a few at a time, and tells how many requests that took. It ends early, with pages missing, once
    // they can add up no more: a total that is a mistake costs no thousands of requests.
    private async Task<int> ReadRestAsync<T>(ListRequest<T> request, Dated<ListPage<T>>?[] pages, CancellationToken cancellationToken)
    {
        ListPage<T> first = pages[0]!.Value;
        using CancellationTokenSource failed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        int last = 1;
        int requests = 0;
        bool isVain = false;
        List<Task> readers = new List<Task>();
        for (int i = 1; i < pages.Length && i <= PagesInFlight; i++)
        {
            readers.Add(ReadSomeAsync());
        }

        await Task.WhenAll(readers).ConfigureAwait(false);
        return requests;

        async Task ReadSomeAsync()
        {
            try
            {
                while (!Volatile.Read(ref isVain) && Interlocked.Increment(ref last) is var number && number <= pages.Length)
                {
                    (Dated<ListPage<T>> page, int attempts) = await ReadPageAsync(request, number, failed.Token).ConfigureAwait(false);
                    pages[number - 1] = page;
                    Interlocked.Add(ref requests, attempts);
                    if (page.Value.Total != first.Total || page.Value.Items.Count == 0)
                    {
                        Volatile.Write(ref isVain, true);
                    }
                }
            }
            catch (CloudException)
            {
                // One page lost, all lost: the others need not be asked for. (CancelAsync would go on on another thread.)
                failed.Cancel();
                throw;
            }
        }
    }

    private async Task<(Dated<ListPage<T>> Page, int Requests)> ReadPageAsync<T>(
        ListRequest<T> request, int number, CancellationToken cancellationToken)
    {
        (Dated<ListPage<T>> answer, int attempts) = await pipeline.SendAsync(
            request.Page(number),
            request.ReadPage,
            cancellationToken).ConfigureAwait(false);
        if (answer.Value.Next is { } next && !address.IsOrigin(next))
        {
            throw Failed(request, "the list says that it goes on at another address, which is not followed", isTransient: false);
        }

        return (answer, attempts);
    }

    private static CloudException Failed<T>(ListRequest<T> request, string reason, bool isTransient) => new(
        new CloudFailure(ErrorCodes.ApiError, $"API error: {reason} (GET {request.Path})", IsTransient: isTransient) { Status = 200 },
        FailureKind.Unclear);
}
