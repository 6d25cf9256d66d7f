using Stagecraft.Cli.Errors;

namespace Stagecraft.Cli.Arguments;

/// <summary>The validated options of <c>reserve</c>.</summary>
/// <param name="Host">The declared host.</param>
/// <param name="Yes">Skips the confirmation.</param>
/// <param name="DryRun">Shows the reservation without making it.</param>
internal sealed record ReserveArguments(string Host, bool Yes, bool DryRun)
{
    /// <exception cref="UsageException">The name is blank.</exception>
    internal static ReserveArguments From(ParseResult parsed) =>
        parsed.GetValue<string>("host") is { } host && !string.IsNullOrWhiteSpace(host)
            ? new(host, parsed.GetValue<bool>("--yes"), parsed.GetValue<bool>("--dry-run"))
            : throw new UsageException("the host needs a name");
}
