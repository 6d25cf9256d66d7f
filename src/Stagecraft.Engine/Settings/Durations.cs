using Stagecraft.Config;

namespace Stagecraft.Engine.Settings;

/// <summary>The ranges of durations that are equal for every cloud.</summary>
internal static class Durations
{
    public static readonly DurationRange PollInterval = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
    public static readonly DurationRange Timeout = new(TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(1), TimeSpan.FromHours(24));
    public static readonly DurationRange Ssh = new(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(1), TimeSpan.FromHours(24));
    public static readonly DurationRange Http = new(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(1), TimeSpan.FromHours(24));
    public static readonly DurationRange CloudInit = new(TimeSpan.FromMinutes(15), TimeSpan.FromSeconds(1), TimeSpan.FromHours(24));
}
