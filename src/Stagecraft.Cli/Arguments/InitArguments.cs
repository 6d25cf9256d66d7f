using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Errors;

namespace Stagecraft.Cli.Arguments;

/// <summary>The options of <c>init</c>; null for those that are not given.</summary>
internal sealed record InitArguments(string? Key, string? Region, string? Size, string? Project, string? Hosts, string? TokenVariable)
{
    internal static IReadOnlyList<Option> Options() =>
    [
        GlobalOptions.Value("--key", "NAME", "The SSH key [default: the only one]"),
        GlobalOptions.Value("--region", "SLUG", $"The region [default: {Clouds.Default.Init.DefaultRegion}, else the first]"),
        GlobalOptions.Value("--size", "SLUG", "The size [default: the cheapest of 1 GB or more]"),
        GlobalOptions.Value("--project", "NAME", "The project [default: the folder's name]"),
        new Option<string[]>("--host") { Description = "Hosts of a role, more than once [default: app=1]", HelpName = "ROLE=COUNT" },
        GlobalOptions.Value("--token-env", "NAME", $"The token's variable [default: {DigitalOceanInit.TokenVariable}]"),
    ];

    /// <exception cref="UsageException">A value is blank.</exception>
    internal static InitArguments From(ParseResult parsed) => new(
        GlobalArguments.NotEmpty(parsed, "--key"),
        GlobalArguments.NotEmpty(parsed, "--region"),
        GlobalArguments.NotEmpty(parsed, "--size"),
        GlobalArguments.NotEmpty(parsed, "--project"),
        parsed.GetValue<string[]>("--host") is [_, ..] hosts ? string.Join(' ', hosts) : null,
        GlobalArguments.NotEmpty(parsed, "--token-env"));

    internal InitConnection Connection => new(Key, TokenVariable);
}
