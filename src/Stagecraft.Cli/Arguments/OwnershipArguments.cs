using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Errors;

namespace Stagecraft.Cli.Arguments;

/// <summary>The validated options of <c>adopt</c>, <c>forget</c>, <c>rename</c> and <c>unprotect</c>.</summary>
/// <param name="Machine">The machine to adopt or to rename, else null.</param>
/// <param name="Yes">Skips the confirmation.</param>
/// <param name="DryRun">Shows the change without applying it.</param>
internal sealed record OwnershipArguments(OwnershipAction Action, string Host, string? Machine, bool Yes, bool DryRun)
{
    internal string Verb => WordOf(Action);

    /// <exception cref="UsageException">A name is blank, or both names are the same.</exception>
    internal static OwnershipArguments From(ParseResult parsed, OwnershipAction action)
    {
        (string hostPart, string? machinePart) = action switch
        {
            OwnershipAction.Adopt => ("--as", "machine"),
            OwnershipAction.Rename => ("new", "old"),
            _ => ("host", (string?)null),
        };
        string? host = parsed.GetValue<string>(hostPart);
        string? machine = machinePart is null ? null : parsed.GetValue<string>(machinePart);
        return string.IsNullOrWhiteSpace(host) ? throw new UsageException("the host needs a name")
            : machine is not null && string.IsNullOrWhiteSpace(machine)
                ? throw new UsageException($"the {Clouds.AnyMachine} needs an id or a name")
            : action == OwnershipAction.Rename && machine == host
                ? throw new UsageException($"OLD and NEW are the same host: {host}")
            : new(action, host, machine, parsed.GetValue<bool>("--yes"), parsed.GetValue<bool>("--dry-run"));
    }

    // Not the name of the value: every start asks for it, and the names of an enumeration require reflection.
    internal static string WordOf(OwnershipAction action) => action switch
    {
        OwnershipAction.Adopt => "adopt",
        OwnershipAction.Forget => "forget",
        OwnershipAction.Rename => "rename",
        OwnershipAction.Unprotect => "unprotect",
        _ => throw new ArgumentOutOfRangeException(nameof(action)),
    };
}
