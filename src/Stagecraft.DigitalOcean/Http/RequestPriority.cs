namespace Stagecraft.DigitalOcean.Http;

/// <summary>Who goes first when requests wait for the rate limit.</summary>
internal enum RequestPriority
{
    /// <summary>First come, first served.</summary>
    Working,

    /// <summary>Looks that repeat: at most a tenth of the budget while working requests queue.</summary>
    Polling,
}
