using Microsoft.Extensions.Time.Testing;

namespace Stagecraft.DigitalOcean.Sandbox.Tests.Support;

/// <summary>A clock that starts at a fixed time and is advanced by the test.</summary>
internal sealed class VirtualClock() : FakeTimeProvider(new DateTimeOffset(2026, 3, 14, 15, 9, 26, TimeSpan.Zero))
{
    public DateTimeOffset Now => GetUtcNow();

    public void Advance(double seconds) => Advance(TimeSpan.FromSeconds(seconds));
}
