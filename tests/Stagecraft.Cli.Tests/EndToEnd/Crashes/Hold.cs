namespace Stagecraft.Cli.Tests.EndToEnd.Crashes;

/// <summary>Answers that are held back after the API acted.</summary>
/// <param name="Method">Of requests with this method.</param>
/// <param name="Path">And whose target begins so.</param>
/// <param name="Until">Until then.</param>
internal sealed record Hold(string Method, string Path, Task Until);
