namespace Stagecraft.DigitalOcean.Sandbox.Core;

/// <summary>The last requests; bounded, because a sandbox may run for days.</summary>
internal sealed class RequestLog
{
    public const int Capacity = 100_000;

    private readonly Queue<SandboxRequest> _entries = new();

    public void Add(SandboxRequest entry)
    {
        if (_entries.Count == Capacity)
            _entries.Dequeue();
        _entries.Enqueue(entry);
    }

    public SandboxRequest[] Snapshot() => [.. _entries];
}
