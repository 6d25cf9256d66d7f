namespace Stagecraft.Cli.Tests.EndToEnd.Crashes;

/// <summary>Concurrent runs that all read an empty account before any of them creates.</summary>
/// <param name="Runs">The number of runs.</param>
/// <param name="Lead">The number of creates that a run has sent when the next run starts to create; null without coordination.</param>
/// <param name="Lags">Whether lists and tags lag.</param>
internal sealed record Race(int Runs, int? Lead, bool Lags)
{
    /// <summary>Which run is killed, from 0; null for none.</summary>
    public int? Victim { get; init; }

    /// <summary>Where it is killed.</summary>
    public Kill? Kill { get; init; }
}
