namespace Stagecraft.Cli.Cloud;

/// <summary>A sandbox to be started.</summary>
/// <param name="Options">The options of the cloud's sandbox.</param>
/// <param name="RunAsync">Starts it.</param>
internal sealed record SandboxStart(object Options, Func<CancellationToken, Task<RunningSandbox>> RunAsync);
