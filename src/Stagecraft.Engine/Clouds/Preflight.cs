namespace Stagecraft.Engine.Clouds;

/// <summary>What a plan needs to know of a cloud in addition to the machines. A driver derives from it to check hosts before anything is
/// created.</summary>
public record Preflight
{
    /// <summary>What could not be read, and why. Default: none.</summary>
    public IReadOnlyList<Problem> Problems { get; init; } = [];

    /// <summary>Whether the same reads may succeed later. Default: false.</summary>
    public bool IsTransient { get; init; }

    /// <summary>The monthly price of each size, by name; null, the default, if prices are unknown.</summary>
    public IReadOnlyDictionary<string, decimal>? Prices { get; init; }

    /// <summary>Warnings that a plan with creates shows. Default: none.</summary>
    public IReadOnlyList<PlanWarning> CreateWarnings { get; init; } = [];

    /// <summary>Finds what would make creates fail. All problems, in a stable order. Default: none.</summary>
    /// <param name="creates">The hosts that the plan creates, replaced hosts included.</param>
    /// <param name="added">By how many the number of machines grows.</param>
    /// <param name="snapshot">The account.</param>
    public virtual IReadOnlyList<Problem> Check(IReadOnlyList<DeclaredHost> creates, int added, AccountSnapshot snapshot) => [];
}
