namespace Stagecraft.Engine.Clouds;

/// <summary>How long operations may take, and how often they are polled.</summary>
public sealed record EngineTimeouts
{
    /// <summary>A write relies on a read that began less than this before it is sent.</summary>
    internal static readonly TimeSpan ReadsStayFresh = TimeSpan.FromSeconds(10);

    /// <summary>How long a new machine may take to appear in the cloud's lists. Default: 60 s.</summary>
    public TimeSpan SettleWindow { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The longest polling interval. Runs poll more often while the account has spare budget. Default: 5 s.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a create or an update may take. Default: 10 minutes.</summary>
    public TimeSpan CreateTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a delete may take. Default: 10 minutes.</summary>
    public TimeSpan DeleteTimeout { get; init; } = TimeSpan.FromMinutes(10);
}
