using Stagecraft.Aws.Sandbox.Protocol;

namespace Stagecraft.Aws.Sandbox.Core;

/// <summary>The token buckets of the account, per region and action. Not thread-safe.</summary>
internal sealed class Throttling
{
    private readonly Dictionary<string, Level> _levels = new(StringComparer.Ordinal);

    /// <summary>Takes the tokens of a request. A request over a limit takes none.</summary>
    /// <exception cref="AwsError">A bucket has too few tokens.</exception>
    public void Admit(ApiAction action, Parameters parameters, string region, AwsSandboxConditions conditions, DateTimeOffset now)
    {
        bool isUnfiltered = action.UnfilteredLimit is not null && !parameters.Has("Filter") && !parameters.Has("MaxResults");
        ThrottleLimit limit = conditions.Throttles.GetValueOrDefault(action.Name) is { } other
            ? new ThrottleLimit(other.Bucket, other.Refill)
            : isUnfiltered ? action.UnfilteredLimit! : action.Limit;
        Level requests = LevelOf($"{region}/{action.Key}{(isUnfiltered ? "/unfiltered" : "")}", limit, now);
        Level? resources = action.ResourceLimit is { } most ? LevelOf($"{region}/{action.Key}/resources", most, now) : null;
        int count = resources is null ? 0 : Math.Max(1, action.CountResources(parameters));
        if (requests.Tokens < 1 || resources?.Tokens < count)
        {
            throw AwsError.Throttled();
        }

        requests.Tokens--;
        if (resources is not null)
        {
            resources.Tokens -= count;
        }
    }

    private Level LevelOf(string key, ThrottleLimit limit, DateTimeOffset now)
    {
        if (!_levels.TryGetValue(key, out Level? level))
        {
            _levels[key] = level = new Level { Tokens = limit.Bucket, At = now };
        }

        double passed = Math.Max(0, (now - level.At).TotalSeconds);
        level.Tokens = Math.Min(limit.Bucket, level.Tokens + (passed * limit.Refill));
        level.At = now;
        return level;
    }

    private sealed class Level
    {
        public double Tokens { get; set; }

        public DateTimeOffset At { get; set; }
    }
}
