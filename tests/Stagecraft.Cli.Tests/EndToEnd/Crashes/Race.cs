namespace Stagecraft.Cli.Tests.EndToEnd.Crashes;

/// <summary>Runs at once.</summary>
/// <param name="Runs">How many.</param>
/// <param name="Lead">A run's first answer is held back until the run before it has sent this many requests; 0: it is not.</param>
/// <param name="Lags">Whether lists and tags lag.</param>
/// <param name="Kill">Where the first run is killed; null where it is not.</param>
internal sealed record Race(int Runs, int Lead, bool Lags, Kill? Kill = null);
