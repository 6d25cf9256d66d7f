using Stagecraft.Events;

namespace Stagecraft.Benchmarks.Table.Measuring;

/// <summary>What a job took, as its requests were seen on their way and its time on the account's clock.</summary>
internal sealed record Cost
{
    public required int Requests { get; init; }

    public required int Posts { get; init; }

    /// <summary>The number of requests with a 429 response.</summary>
    public required int Refused { get; init; }

    public required TimeSpan Time { get; init; }

    /// <summary>How many hosts the job was done for.</summary>
    public int Hosts { get; init; }

    /// <summary>The reported waits for the rate limit.</summary>
    public IReadOnlyList<RateLimitWait> Waits { get; init; } = [];

    /// <summary>Why the job did not end well.</summary>
    public string? Failure { get; init; }

    public double Seconds => Time.TotalSeconds;
}
