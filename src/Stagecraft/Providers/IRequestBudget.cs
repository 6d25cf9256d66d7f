namespace Stagecraft.Providers;

/// <summary>Optional capability of a provider whose API limits requests.</summary>
public interface IRequestBudget
{
    /// <summary>The number of requests that may be sent now, as far as the limits are known; never below zero. Safe to read from any
    /// thread.</summary>
    int RequestsLeft { get; }
}
