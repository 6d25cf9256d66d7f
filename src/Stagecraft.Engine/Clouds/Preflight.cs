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

    /// <summary>Warnings that every plan shows, for example of what was not read. Default: none.</summary>
    public IReadOnlyList<PlanWarning> Warnings { get; init; } = [];

    /// <summary>Warnings that a plan with creates shows. Default: none.</summary>
    public IReadOnlyList<PlanWarning> CreateWarnings { get; init; } = [];

    /// <summary>The monthly price of the machine that a host gets; null if it is unknown. Default: that of its size.</summary>
    /// <param name="host">The host. For the price after an update, its size is that of the existing machine.</param>
    public virtual decimal? PriceOf(DeclaredHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        return PriceOfSize(host.Size);
    }

    /// <summary>The monthly price of an existing machine; null if it is unknown. Default: that of its size.</summary>
    /// <param name="machine">The machine.</param>
    public virtual decimal? PriceOf(Machine machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        return PriceOfSize(machine.Size);
    }

    /// <summary>The monthly price of a size; null if it is unknown.</summary>
    /// <param name="size">The size.</param>
    protected decimal? PriceOfSize(string size) => Prices is { } prices && prices.TryGetValue(size, out decimal price) ? price : null;

    /// <summary>Finds what would make creates fail. All problems, in a stable order. Default: none.</summary>
    /// <param name="creates">The hosts that the plan creates, replaced hosts included.</param>
    public virtual IReadOnlyList<Problem> Check(IReadOnlyList<DeclaredHost> creates) => [];

    /// <summary>Finds what would make the resize of a machine fail. All problems, in a stable order. Default: those of a create.</summary>
    /// <param name="host">The host, with the new size.</param>
    /// <param name="machine">Its machine, which keeps its region.</param>
    public virtual IReadOnlyList<Problem> CheckResize(DeclaredHost host, Machine machine) => Check([host]);

    /// <summary>Why the account does not permit more machines, as one sentence; null, the default, if it does. A plan shows it as a
    /// warning, and an apply refuses such a plan.</summary>
    /// <param name="added">By how many the number of machines grows.</param>
    /// <param name="snapshot">The account.</param>
    public virtual string? ExceededLimit(int added, AccountSnapshot snapshot) => null;

    /// <summary>As <see cref="ExceededLimit(int, AccountSnapshot)"/>, for resources other than machines.</summary>
    /// <param name="kind">The kind, one of <see cref="ResourceKind"/>.</param>
    /// <param name="added">The number of new resources.</param>
    /// <param name="existing">The number of resources of the kind in the account, owned or not.</param>
    public virtual string? ExceededLimit(string kind, int added, int existing) => null;
}
