using Stagecraft.Cli.Context;
using Stagecraft.Cli.Errors;
using Stagecraft.Cli.Rendering;
using Stagecraft.Errors;
using Stagecraft.Events;

namespace Stagecraft.Cli.Cancellation;

/// <summary>A command that changes nothing, or nothing yet.</summary>
internal sealed class RunningCommand(CommandContext context) : IInterruptible
{
    internal const string Nothing = "interrupted again: nothing was changed";

    public string Stopping => "stopping; interrupt again to leave at once";

    public int Leave()
    {
        Problem problem = new(CommandErrors.Interrupted, Nothing);
        ProblemText.Write(context.Error, [problem], context.Verbose);
        if (context.Json)
        {
            // Where a result stands already, it is the only one.
            context.Results.TryWriteOnly(ErrorJson.ToText([problem], indented: !context.IsStream) + '\n');
        }

        // Not in the middle of what is being written.
        context.Results.Flush();
        return ExitCodes.Interrupted;
    }
}
