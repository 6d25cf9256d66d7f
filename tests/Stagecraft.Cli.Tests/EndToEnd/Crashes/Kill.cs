namespace Stagecraft.Cli.Tests.EndToEnd.Crashes;

/// <summary>SIGKILL at a request.</summary>
/// <param name="Request">Which of the run's requests, from 1.</param>
/// <param name="Acts">Whether the API applies the request; no response is sent in either case.</param>
/// <param name="On">The requests that are counted, in the syntax of the sandbox faults.</param>
internal sealed record Kill(int Request, bool Acts, string On = "* *");
