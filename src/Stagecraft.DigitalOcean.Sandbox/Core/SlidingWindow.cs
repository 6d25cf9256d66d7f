namespace Stagecraft.DigitalOcean.Sandbox.Core;

/// <summary>A limit of <see cref="Limit"/> entries within <paramref name="length"/>. Each entry expires separately.</summary>
internal sealed class SlidingWindow(int limit, TimeSpan length)
{
    private readonly Queue<DateTimeOffset> _entries = new();

    public int Limit => limit;

    public bool IsFull(DateTimeOffset now) => Remaining(now) == 0;

    public int Remaining(DateTimeOffset now)
    {
        while (_entries.TryPeek(out DateTimeOffset oldest) && oldest + length <= now)
        {
            _entries.Dequeue();
        }

        return limit - _entries.Count;
    }

    public void Add(DateTimeOffset now) => _entries.Enqueue(now);

    /// <summary>The time when the oldest entry expires; now if there is none.</summary>
    public DateTimeOffset NextFree(DateTimeOffset now) => _entries.TryPeek(out DateTimeOffset oldest) ? oldest + length : now;
}
