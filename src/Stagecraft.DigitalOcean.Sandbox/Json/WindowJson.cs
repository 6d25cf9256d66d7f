using Stagecraft.DigitalOcean.Sandbox.Core;

namespace Stagecraft.DigitalOcean.Sandbox.Json;

internal sealed record WindowJson(int Limit, int Remaining)
{
    public static WindowJson Of(SlidingWindow window, DateTimeOffset now) => new(window.Limit, window.Remaining(now));
}
