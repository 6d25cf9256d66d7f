namespace Stagecraft.Engine.Clouds;

/// <summary>Which requests are sent first if they wait for a rate limit.</summary>
public enum RequestPriority
{
    /// <summary>In order of arrival. The default.</summary>
    Working,

    /// <summary>Repeated reads: at most a tenth of the budget while working requests are queued.</summary>
    Polling,
}
