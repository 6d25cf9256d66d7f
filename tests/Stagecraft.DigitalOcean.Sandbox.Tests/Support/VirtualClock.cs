namespace Stagecraft.DigitalOcean.Sandbox.Tests.Support;

/// <summary>A clock that moves only when told to.</summary>
internal sealed class VirtualClock : TimeProvider
{
    public DateTimeOffset Now { get; private set; } = new(2026, 3, 14, 15, 9, 26, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;

    public void Advance(double seconds) => Now += TimeSpan.FromSeconds(seconds);
}
