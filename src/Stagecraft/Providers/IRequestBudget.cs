namespace Stagecraft.Providers;

/// <summary>What a provider implements besides <see cref="ICloudProvider"/> where its API limits requests.</summary>
public interface IRequestBudget
{
    /// <summary>How many requests may be sent at once, by what is known of the limits; never below zero. Safe to read from any thread.</summary>
    int RequestsLeft { get; }
}
