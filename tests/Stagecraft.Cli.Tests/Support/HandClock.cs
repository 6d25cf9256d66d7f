namespace Stagecraft.Cli.Tests.Support;

/// <summary>A clock moved by hand.</summary>
internal sealed class HandClock : TimeProvider
{
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _ticks;

    internal void Pass(TimeSpan time) => _ticks += time.Ticks;
}
