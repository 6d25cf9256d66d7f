namespace Stagecraft.Cli.Tests.EndToEnd.Crashes;

/// <summary>Responses that are delayed after the API applied the request.</summary>
/// <param name="Method">The method of the requests.</param>
/// <param name="Path">The prefix of their targets.</param>
/// <param name="Until">The end of the delay.</param>
internal sealed record Hold(string Method, string Path, Task Until);
