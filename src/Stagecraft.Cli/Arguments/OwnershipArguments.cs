using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Errors;

namespace Stagecraft.Cli.Arguments;

/// <summary>The validated options of <c>adopt</c>, <c>forget</c> and <c>unprotect</c>.</summary>
/// <param name="Machine">The droplet to adopt, else null.</param>
/// <param name="Yes">Skips the confirmation.</param>
/// <param name="DryRun">Shows the change without applying it.</param>
internal sealed record OwnershipArguments(OwnershipAction Action, string Host, string? Machine, bool Yes, bool DryRun)
{
    /// <summary>The command's name.</summary>
    internal string Verb => WordOf(Action);

    /// <exception cref="UsageException">A name is blank.</exception>
    internal static OwnershipArguments From(OwnershipAction action, string host, string? machine, bool yes, bool dryRun) =>
        string.IsNullOrWhiteSpace(host) ? throw new UsageException("the host needs a name")
        : machine is not null && string.IsNullOrWhiteSpace(machine)
            ? throw new UsageException($"the {DigitalOceanTerms.Machine} needs an id or a name")
        : new(action, host, machine, yes, dryRun);

    internal static string WordOf(OwnershipAction action) => action switch
    {
        OwnershipAction.Adopt => "adopt",
        OwnershipAction.Forget => "forget",
        _ => "unprotect",
    };
}
