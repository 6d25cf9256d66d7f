namespace Stagecraft.Cli.Tests.EndToEnd.Crashes;

/// <summary>Runs at once, each of which has seen an empty account before any of them creates.</summary>
/// <param name="Runs">How many.</param>
/// <param name="Lead">How many creates a run has sent when the next begins with its own; null: they come and see what there is.</param>
/// <param name="Lags">Whether lists and tags lag.</param>
internal sealed record Race(int Runs, int? Lead, bool Lags)
{
    /// <summary>Which run is killed, from 0; null for none.</summary>
    public int? Victim { get; init; }

    /// <summary>Where it is killed.</summary>
    public Kill? Kill { get; init; }
}
