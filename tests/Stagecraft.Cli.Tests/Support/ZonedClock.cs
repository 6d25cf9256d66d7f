namespace Stagecraft.Cli.Tests.Support;

/// <summary>The system's clock in another zone.</summary>
internal sealed class ZonedClock(TimeSpan offset) : TimeProvider
{
    public override TimeZoneInfo LocalTimeZone { get; } = TimeZoneInfo.CreateCustomTimeZone("test", offset, "test", "test");
}
