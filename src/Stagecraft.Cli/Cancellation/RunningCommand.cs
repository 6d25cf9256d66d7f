using Stagecraft.Cli.Context;
using Stagecraft.Cli.Errors;
using Stagecraft.Cli.Rendering;

namespace Stagecraft.Cli.Cancellation;

/// <summary>A command that applies no plan.</summary>
/// <param name="left">The error of an immediate exit.</param>
internal sealed class RunningCommand(CommandIo io, string stopping, Problem left) : IInterruptible
{
    internal const string NoChanges = "interrupted again: no changes were made";

    public string Stopping => stopping;

    /// <summary>A command that changes nothing, or nothing yet.</summary>
    internal static RunningCommand Reading(CommandIo io) =>
        new(io, "stopping; press Ctrl-C again to exit immediately", new Problem(CommandErrors.Interrupted, NoChanges));

    /// <summary>A command that changes the tags, or the name and the tags, of a machine.</summary>
    /// <param name="io">The output.</param>
    /// <param name="unknown">What is unknown if it is interrupted twice.</param>
    /// <param name="machine">The machine.</param>
    internal static RunningCommand Changing(CommandIo io, string unknown, string machine) => new(
        io,
        $"stopping after the current write and a final read of {machine}; press Ctrl-C again to exit immediately",
        new Problem(
            CommandErrors.Interrupted,
            $"interrupted again: it is unknown {unknown} of {machine} were changed",
            "run the same command with --dry-run to show the remaining changes"));

    /// <summary>A command that reserves an address.</summary>
    internal static RunningCommand Reserving(CommandIo io) => new(
        io,
        "stopping after the current write and a final read; press Ctrl-C again to exit immediately",
        new Problem(
            CommandErrors.Interrupted,
            "interrupted again: it is unknown whether an address was reserved",
            "run the same command with --dry-run: it names addresses that are not assigned and not declared"));

    public int Leave()
    {
        ProblemText.Write(io.Error, [left], io.Options.Verbose);
        if (io.Options.Json)
        {
            // A result that was already written stays the only one.
            io.Results.TryWriteOnly(ErrorJson.ToText([left], indented: !io.Options.IsStream) + '\n');
        }

        io.Results.Flush();
        return ExitCodes.Interrupted;
    }
}
