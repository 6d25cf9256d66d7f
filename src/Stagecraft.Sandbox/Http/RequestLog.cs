namespace Stagecraft.Sandbox.Http;

/// <summary>The last requests, numbered from 1. Bounded, because a sandbox may run for days.</summary>
internal sealed class RequestLog
{
    public const int Capacity = 100_000;

    /// <summary>A ring buffer: request n overwrites request n - <see cref="Capacity"/>.</summary>
    private readonly List<SandboxRequest> _entries = [];

    /// <summary>The number of requests so far, which is the number of the last one.</summary>
    public long Total { get; private set; }

    public void Add(SandboxRequest entry)
    {
        if (_entries.Count < Capacity)
        {
            _entries.Add(entry);
        }
        else
        {
            _entries[PlaceOf(Total + 1)] = entry;
        }

        Total++;
    }

    public SandboxRequest[] Snapshot() => [.. Since(0, Capacity).Select(numbered => numbered.Entry)];

    /// <summary>The last requests after a number, at most <paramref name="max"/>, oldest first.</summary>
    public IEnumerable<(long Number, SandboxRequest Entry)> Since(long number, int max)
    {
        long before = Math.Clamp(number, Total - Math.Min(max, _entries.Count), Total);
        for (long next = before + 1; next <= Total; next++)
        {
            yield return (next, _entries[PlaceOf(next)]);
        }
    }

    private static int PlaceOf(long number) => (int)((number - 1) % Capacity);
}
