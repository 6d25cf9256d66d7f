using Stagecraft.Cli.Context;
using Stagecraft.Cli.Errors;

namespace Stagecraft.Cli.Cancellation;

/// <summary>A program of the system that has the terminal: nothing is printed for it. spec/cli/infra.md, 14.7.</summary>
internal sealed class RunningProgram : IInterruptible
{
    public string? Stopping => null;

    public int Leave() => ExitCodes.Interrupted;
}
