using Microsoft.Extensions.Time.Testing;

namespace Stagecraft.Aws.Sandbox.Tests.Support;

/// <summary>
/// A clock that is advanced by the test. It starts at the real time: the SDK signs with that, and signatures are valid for 15 minutes.
/// </summary>
internal sealed class VirtualClock() : FakeTimeProvider(System.GetUtcNow())
{
    public DateTimeOffset Now => GetUtcNow();

    public void Advance(double seconds) => Advance(TimeSpan.FromSeconds(seconds));
}
