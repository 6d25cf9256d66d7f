using Stagecraft.Cli.Context;
using Stagecraft.Cli.Errors;
using Stagecraft.Cli.Rendering;
using Stagecraft.Errors;
using Stagecraft.Events;

namespace Stagecraft.Cli.Cancellation;

/// <summary>A droplet's tags are being changed.</summary>
/// <param name="context">Where to tell.</param>
/// <param name="droplet">The droplet, in words.</param>
internal sealed class RunningTagUpdate(CommandContext context, string droplet) : IInterruptible
{
    public string Stopping => $"stopping after what is being written, then reading {droplet} once more; interrupt again to leave at once";

    public int Leave()
    {
        Problem problem = new(CommandErrors.Interrupted, $"interrupted again: which tags of {droplet} were changed is not known", "the same command with --dry-run tells what is left to do");
        ProblemText.Write(context.Error, [problem], context.Verbose);
        if (context.Json)
        {
            context.Results.TryWriteOnly(ErrorJson.ToText([problem], indented: true) + '\n');
        }

        context.Results.Flush();
        return ExitCodes.Interrupted;
    }
}
