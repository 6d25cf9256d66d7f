namespace Stagecraft.Aws.Api.Client;

/// <summary>The rate limits of an account: a token bucket per action and region. Responses do not state what is left, so the buckets start
/// with the documented numbers and follow the refusals (spec aws.md 4).</summary>
internal sealed class AwsLimits : IRateLimits
{
    /// <summary>The limit of <c>DescribeInstances</c> without a filter and without pages.</summary>
    public const string InstancesById = "DescribeInstances by id";

    private const int Reads = 100;

    private const string In = " in ";

    private readonly Dictionary<string, TokenBucket> _buckets = new(StringComparer.Ordinal);
    private int _inFlight;

    /// <summary>The name of the limit of an action in a region.</summary>
    public static string NameOf(string action, string region) => $"{action}{In}{region}";

    public ThrottleDecision Check(TimeSpan now, RequestKind request, bool othersQueue) =>
        _inFlight >= ApiSocket.MaxConnections ? ThrottleDecision.Busy
        : ThrottleDecision.None.And(
            BucketOf(request).WaitFor(now, isPoll: othersQueue && request.Priority == RequestPriority.Polling), request.Limit!);

    /// <summary>The tokens of the bucket with the fewest.</summary>
    public int Left(TimeSpan now) => _buckets.Count == 0 ? Reads : _buckets.Values.Min(b => b.Left(now));

    public bool HasSpare(TimeSpan now) => _buckets.Values.All(b => b.HasSpare(now));

    public void Start(RequestKind request)
    {
        _inFlight++;
        BucketOf(request).Take(request.Priority == RequestPriority.Polling);
    }

    public void End(TimeSpan now, RequestKind request, int requests)
    {
        _inFlight--;
        BucketOf(request).End(now, requests);
    }

    public void Learn(TimeSpan now, RateLimitHeaders headers)
    {
        // The headers of AWS state nothing about limits.
    }

    public void Refused(TimeSpan now, RequestKind request, bool isBurst, TimeSpan wait) => BucketOf(request).Refused(now, wait);

    private TokenBucket BucketOf(RequestKind request)
    {
        if (!_buckets.TryGetValue(request.Limit!, out TokenBucket? bucket))
        {
            bucket = Documented(request.Limit!.Split(In)[0]);
            _buckets.Add(request.Limit, bucket);
        }

        return bucket;
    }

    private static TokenBucket Documented(string action) => action switch
    {
        "RunInstances" or "StartInstances" => new(5, 2),
        "TerminateInstances" or "StopInstances" => new(100, 5),
        "CreateTags" or "DeleteTags" => new(100, 10),
        InstancesById => new(50, 10),

        // Of Systems Manager, Pricing and Service Quotas.
        "GetParameters" => new(40, 10),
        "GetProducts" or "GetServiceQuota" => new(10, 5),
        _ when action.StartsWith("Describe", StringComparison.Ordinal) || action.StartsWith("Get", StringComparison.Ordinal) =>
            new(Reads, 20),
        _ => new(50, 5),
    };
}
