using Stagecraft.DigitalOcean.Settings;

namespace Stagecraft.DigitalOcean.Reading;

/// <summary>How long a run waits for what.</summary>
internal sealed record EngineTimeouts(TimeSpan SettleWindow, TimeSpan PollInterval, TimeSpan CreateTimeout, TimeSpan DeleteTimeout)
{
    /// <summary>A delete rests on tags that were read less than this before it is sent.</summary>
    public static readonly TimeSpan TagsStayFresh = TimeSpan.FromSeconds(10);

    /// <summary>How long a machine that is busy is left alone before a delete of it is tried again.</summary>
    public static readonly TimeSpan BusyProbe = TimeSpan.FromSeconds(30);

    public static EngineTimeouts Of(DigitalOceanSettings settings) =>
        new(settings.SettleWindow, settings.PollInterval, settings.CreateTimeout, settings.DeleteTimeout);
}
