using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Errors;

namespace Stagecraft.Cli.Arguments;

/// <summary>The validated options of <c>adopt</c>, <c>forget</c> and <c>unprotect</c>.</summary>
/// <param name="Machine">The droplet to adopt, else null.</param>
/// <param name="Yes">Skips the confirmation.</param>
/// <param name="DryRun">Shows the change without applying it.</param>
internal sealed record OwnershipArguments(OwnershipAction Action, string Host, string? Machine, bool Yes, bool DryRun)
{
    internal string Verb => WordOf(Action);

    /// <exception cref="UsageException">A name is blank.</exception>
    internal static OwnershipArguments From(ParseResult parsed, OwnershipAction action)
    {
        bool adopts = action == OwnershipAction.Adopt;
        string? host = parsed.GetValue<string>(adopts ? "--as" : "host");
        string? machine = adopts ? parsed.GetValue<string>("droplet") : null;
        return string.IsNullOrWhiteSpace(host) ? throw new UsageException("the host needs a name")
            : adopts && string.IsNullOrWhiteSpace(machine)
                ? throw new UsageException($"the {DigitalOceanTerms.Machine} needs an id or a name")
            : new(action, host, machine, parsed.GetValue<bool>("--yes"), parsed.GetValue<bool>("--dry-run"));
    }

    internal static string WordOf(OwnershipAction action) => action.ToString().ToLowerInvariant();
}
