namespace Stagecraft.DigitalOcean.Api.Http;

/// <summary>Holds requests back until the API's rate limits have room. One for all clients that share a token.</summary>
internal sealed class RateGovernor(TimeProvider time) : IDisposable
{
    private readonly TimeProvider _time = time;

    /// <summary>How long, so far, at least one request was held back by the rate limit.</summary>
    public TimeSpan TotalWaited => throw new NotImplementedException(_time.ToString());

    public void Dispose()
    {
    }
}
