using Stagecraft.DigitalOcean.Http;

namespace Stagecraft.DigitalOcean.Api;

/// <summary>What became of a delete. A value, because the caller must handle each kind.</summary>
internal abstract record DeleteOutcome
{
    private DeleteOutcome()
    {
    }

    /// <summary>The API accepted it; the droplet stays visible for some seconds.</summary>
    public sealed record Accepted : DeleteOutcome;

    /// <summary>There is no such droplet (any more).</summary>
    public sealed record Gone : DeleteOutcome;

    /// <summary>Not now: something else is being done to the droplet. Try again later.</summary>
    public sealed record Pending(ApiFailure Failure) : DeleteOutcome;

    /// <summary>The API clearly refused it.</summary>
    public sealed record Refused(ApiFailure Failure) : DeleteOutcome;

    /// <summary>Every attempt failed, or the guard withdrew it after some that did; any of them may have been carried out.</summary>
    public sealed record Failed(ApiFailure Failure) : DeleteOutcome;

    /// <summary>Nothing was sent that may have been carried out: the caller's guard said no just before, or the wait was cancelled.</summary>
    public sealed record Stale : DeleteOutcome;
}
