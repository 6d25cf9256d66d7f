namespace Stagecraft.Engine.Clouds;

/// <summary>What a snapshot has to show.</summary>
public sealed record SnapshotRequest
{
    /// <summary>The tag of every owned machine. Tags compare ignoring case. Null requests every machine of the account.</summary>
    public required string? OwnerTag { get; init; }

    /// <summary>Names of machines that have to be shown if they exist, whatever their tags. Names compare ignoring case. Default:
    /// none.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Whether the read is one of many. Default: <see cref="RequestPriority.Working"/>.</summary>
    public RequestPriority Priority { get; init; }

    /// <summary>An earlier snapshot of the same account, or null.</summary>
    public AccountSnapshot? Last { get; init; }

    /// <summary>How many of <see cref="Names"/> one owned machine makes unnecessary.</summary>
    internal int NamesPerMachine { get; init; } = 1;

    internal Func<IReadOnlyList<Machine>, IEnumerable<string>>? MissingNames { get; init; }

    /// <summary>How many names are missing whatever these machines are named.</summary>
    /// <param name="machines">The number of owned machines that are known.</param>
    internal int CertainlyMissing(int machines) => Math.Max(0, Names.Count - (NamesPerMachine * machines));

    /// <summary>The names that still have to be looked up if these machines are known. An owned machine can make a name unnecessary under
    /// another name.</summary>
    /// <param name="known">Machines that a read has shown so far.</param>
    /// <returns>A part of <see cref="Names"/>, in the same order.</returns>
    public IEnumerable<string> Missing(IReadOnlyList<Machine> known) =>
        MissingNames?.Invoke(known) ?? Names.Where(n => !known.Any(m => string.Equals(m.Name, n, StringComparison.OrdinalIgnoreCase)));
}
