using Stagecraft.Aws.Api.Wire;
using Stagecraft.Engine.Timing;
using Stagecraft.Events;

namespace Stagecraft.Aws.Api.Client;

/// <summary>Reads lists completely or not at all. A list is complete if its last page has no token, and each id is in it once.</summary>
internal sealed class Ec2Lists(Ec2Requests requests, TimeProvider time, IProgress<InfraEvent>? progress)
{
    private const int MaxReads = 3;

    // A list of a million entries is a mistake.
    private const int MaxPages = 2000;

    /// <summary>Reads all pages of a list.</summary>
    /// <param name="query">Starts the request of a page: all parameters except the token.</param>
    /// <param name="map">Reads the entries of a page.</param>
    /// <param name="id">The id of an entry.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <param name="priority">The priority of the requests. Default: working.</param>
    /// <exception cref="CloudException">A page could not be read, or the list stays incomplete.</exception>
    public async Task<Listing<T>> ReadAsync<T>(
        Func<QueryWriter> query,
        Func<XmlTree, IEnumerable<T>> map,
        Func<T, string> id,
        CancellationToken cancellationToken,
        RequestPriority priority = RequestPriority.Working)
    {
        bool hasStartedOver = false;
        for (int read = 1; ; read++)
        {
            string action = query().Action;
            string reason;
            try
            {
                if (await ReadOnceAsync(query, map, id, priority, cancellationToken).ConfigureAwait(false) is { } list)
                {
                    return list;
                }

                reason = "its pages repeat each other";
            }
            catch (CloudException e) when (e.Failure.ErrorId == AwsErrors.InvalidPaginationToken && !hasStartedOver)
            {
                hasStartedOver = true;
                reason = "the token of a page has expired";
            }

            if (read == MaxReads)
            {
                string message = $"API error: the list is incomplete: {reason} ({action} in {requests.Region})";
                CloudFailure failure = new(ErrorCodes.ApiError, message, IsTransient: true);
                throw new CloudException(failure, FailureKind.Unclear);
            }

            TimeSpan wait = RetryPlan.AfterFailure(read, 0.5);
            progress?.Report(new RetryScheduled(HttpMethod.Post.Method, $"ec2:{action}", read, 200, wait));
            await Pause.ForAsync(wait, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reads a list whose filter values are sent in several requests, and joins the parts.</summary>
    public async Task<Listing<T>> ReadAsync<T>(
        Func<QueryWriter> query,
        IReadOnlyList<Ec2Filter> filters,
        Func<XmlTree, IEnumerable<T>> map,
        Func<T, string> id,
        CancellationToken cancellationToken,
        RequestPriority priority = RequestPriority.Working)
    {
        Listing<T>[] parts = await Task.WhenAll(Ec2Filter.Split(filters)
            .Select(part => ReadAsync(() => query().AddFilters(part), map, id, cancellationToken, priority))).ConfigureAwait(false);
        return new Listing<T>(
            [.. parts.SelectMany(p => p.Items).DistinctBy(id).OrderBy(id, StringComparer.Ordinal)],
            parts.Min(p => p.ServerTime),
            parts.Min(p => p.SentAt));
    }

    /// <summary>The list; null if a token or an id occurs twice.</summary>
    private async Task<Listing<T>?> ReadOnceAsync<T>(
        Func<QueryWriter> query,
        Func<XmlTree, IEnumerable<T>> map,
        Func<T, string> id,
        RequestPriority priority,
        CancellationToken cancellationToken)
    {
        SortedDictionary<string, T> items = new(StringComparer.Ordinal);
        HashSet<string> tokens = new(StringComparer.Ordinal);
        DateTimeOffset? serverTime = null;
        long sentAt = 0;
        string? next = null;
        do
        {
            Dated<(IReadOnlyList<T> Items, string? Next)> page = await requests.ReadAsync(
                query().Add("NextToken", next),
                response => ((IReadOnlyList<T>)[.. map(response)], response.Text("nextToken")),
                cancellationToken,
                priority).ConfigureAwait(false);
            (serverTime, sentAt) = tokens.Count == 0 ? (page.ServerTime, page.SentAt) : (Earlier(serverTime, page.ServerTime), sentAt);
            if (page.Value.Items.Any(item => !items.TryAdd(id(item), item)))
            {
                return null;
            }

            next = page.Value.Next;
            if (next is not null && (!tokens.Add(next) || tokens.Count >= MaxPages))
            {
                return null;
            }
        }
        while (next is not null);
        return new Listing<T>([.. items.Values], serverTime, sentAt);
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? a, DateTimeOffset? b) => a < b ? a : b ?? a;
}
