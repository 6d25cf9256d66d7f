using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Errors;

namespace Stagecraft.Cli.Arguments;

/// <summary>The options of <c>init</c>; null for those that are not given.</summary>
internal sealed record InitArguments(
    string? Key,
    string? Region,
    string? Size,
    string? Project,
    string? Hosts,
    string TokenVariable)
{
    /// <exception cref="UsageException">A value is blank.</exception>
    internal static InitArguments From(ParseResult parsed, InitOptionSet options)
    {
        string[] hosts = parsed.GetValue(options.Hosts) ?? [];
        return new InitArguments(
            GlobalArguments.NotEmpty(parsed, options.Key),
            GlobalArguments.NotEmpty(parsed, options.Region),
            GlobalArguments.NotEmpty(parsed, options.Size),
            GlobalArguments.NotEmpty(parsed, options.Project),
            hosts.Length == 0 ? null : string.Join(' ', hosts),
            GlobalArguments.NotEmpty(parsed, options.TokenVariable) ?? DigitalOceanTerms.TokenVariable);
    }
}
