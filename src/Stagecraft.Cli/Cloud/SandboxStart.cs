using Stagecraft.Cli.Errors;
using Stagecraft.DigitalOcean.Sandbox;

namespace Stagecraft.Cli.Cloud;

/// <summary>Starts a sandbox, with clear errors.</summary>
internal static class SandboxStart
{
    /// <param name="options">Creates the options, and the folder of the state file.</param>
    /// <param name="stateHint">The hint for a state file that cannot be used.</param>
    /// <exception cref="UsageException">The port is taken, or the state file cannot be used.</exception>
    internal static async Task<RunningSandbox> RunAsync(
        Func<SandboxOptions, CancellationToken, Task<RunningSandbox>> start,
        Func<SandboxOptions> options,
        string stateHint,
        CancellationToken cancellationToken)
    {
        try
        {
            return await start(options(), cancellationToken);
        }
        catch (InvalidDataException exception)
        {
            throw new UsageException($"the sandbox cannot start: {exception.Message}", stateHint);
        }
        catch (IOException exception)
        {
            throw new UsageException($"the sandbox cannot listen: {exception.Message}", "try another --port or --listen");
        }
    }
}
