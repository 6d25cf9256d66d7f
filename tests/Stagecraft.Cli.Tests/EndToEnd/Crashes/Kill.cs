namespace Stagecraft.Cli.Tests.EndToEnd.Crashes;

/// <summary>SIGKILL at a request.</summary>
/// <param name="Request">Which of the run's requests, from 1.</param>
/// <param name="Acts">Whether the API carries the request out; no answer leaves either way.</param>
/// <param name="On">Which requests are counted, as a fault of the sandbox tells them.</param>
internal sealed record Kill(int Request, bool Acts, string On = "* *");
