namespace Stagecraft.DigitalOcean.Sandbox.Core;

/// <summary>A rate limiter per token. The number of tokens is bounded, because any token may be accepted.</summary>
internal sealed class RateLimiters
{
    private const int Capacity = 1024;

    private readonly Dictionary<string, LinkedListNode<KeyValuePair<string, RateLimiter>>> _byToken = new(StringComparer.Ordinal);
    private readonly LinkedList<KeyValuePair<string, RateLimiter>> _byUse = new();

    /// <summary>All limiters, least recently used first.</summary>
    public IEnumerable<RateLimiter> All => _byUse.Select(entry => entry.Value);

    /// <summary>The limiter with the lowest hourly budget left, of several the most recently used; null if there is none.</summary>
    public RateLimiter? MostUsed(DateTimeOffset now) => All.Reverse().MinBy(limiter => limiter.Hour.Remaining(now));

    public RateLimiter Of(string token)
    {
        if (_byToken.TryGetValue(token, out LinkedListNode<KeyValuePair<string, RateLimiter>>? node))
        {
            _byUse.Remove(node);
        }
        else
        {
            node = new(new(token, new RateLimiter()));
            _byToken.Add(token, node);
        }

        _byUse.AddLast(node);
        if (_byUse.Count > Capacity)
        {
            _byToken.Remove(_byUse.First!.Value.Key);
            _byUse.RemoveFirst();
        }

        return node.Value.Value;
    }
}
