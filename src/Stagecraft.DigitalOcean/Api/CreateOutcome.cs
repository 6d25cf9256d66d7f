using Stagecraft.DigitalOcean.Http;

namespace Stagecraft.DigitalOcean.Api;

/// <summary>What became of a create. A value, because the caller must handle each kind.</summary>
internal abstract record CreateOutcome
{
    private CreateOutcome()
    {
    }

    /// <summary>The API accepted it. There can be fewer droplets than names, and in another order.</summary>
    public sealed record Accepted(IReadOnlyList<Machine> Machines) : CreateOutcome;

    /// <summary>The API clearly refused it: nothing was created.</summary>
    public sealed record Refused(ApiFailure Failure) : CreateOutcome;

    /// <summary>It provably had no effect, and nobody judged it: there was no connection, the rate limit turned it away, or it was
    /// cancelled before it was sent.</summary>
    public sealed record NotSent(ApiFailure Failure) : CreateOutcome;

    /// <summary>It may have been carried out, or may be yet: look before creating again.</summary>
    public sealed record Unclear(ApiFailure Failure) : CreateOutcome;
}
