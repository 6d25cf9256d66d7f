namespace Stagecraft.DigitalOcean.Readiness;

/// <summary>How long hosts are asked, and how often.</summary>
internal sealed record ReadinessTiming(TimeSpan Interval, TimeSpan SshTimeout, TimeSpan CloudInitTimeout)
{
    /// <summary>How long one answer may take.</summary>
    public static readonly TimeSpan Attempt = TimeSpan.FromSeconds(20);

    public TimeSpan TimeoutOf(HostWait wait) => wait == HostWait.CloudInit ? CloudInitTimeout : SshTimeout;
}
