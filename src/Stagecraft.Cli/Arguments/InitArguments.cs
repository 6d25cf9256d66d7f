using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Errors;

namespace Stagecraft.Cli.Arguments;

/// <summary>The options of <c>init</c>; null for those that are not given.</summary>
internal sealed record InitArguments(
    CloudDescription? Cloud,
    string? Key,
    string? Region,
    string? Size,
    string? Project,
    string? Hosts,
    string? TokenVariable,
    string? AccountId)
{
    private const string TokenOption = "--token-env";
    private const string AccountOption = "--account-id";

    internal static IReadOnlyList<Option> Options() =>
    [
        CloudArguments.Option(),
        GlobalOptions.Value("--key", "NAME", "The SSH key [default: the only one]"),
        GlobalOptions.Value("--region", "SLUG", $"The region [default: {DigitalOceanInit.ProposedRegion}; aws: {AwsInit.ProposedRegion}]"),
        GlobalOptions.Value("--size", "SLUG", "The size [default: the cheapest of 1 GB or more]"),
        GlobalOptions.Value("--project", "NAME", "The project [default: the directory name]"),
        new Option<string[]>("--host") { Description = "Hosts of a role; repeatable [default: app=1]", HelpName = "ROLE=COUNT" },
        GlobalOptions.Value(TokenOption, "NAME", $"Variable with the token [default: {DigitalOceanInit.TokenVariable}]"),
        GlobalOptions.Value(AccountOption, "ID", "The AWS account; required without a terminal"),
    ];

    /// <exception cref="UsageException">A value is blank or invalid, or the cloud does not have an option.</exception>
    internal static InitArguments From(ParseResult parsed) => new(
        CloudArguments.From(parsed),
        GlobalArguments.NotEmpty(parsed, "--key"),
        GlobalArguments.NotEmpty(parsed, "--region"),
        GlobalArguments.NotEmpty(parsed, "--size"),
        GlobalArguments.NotEmpty(parsed, "--project"),
        parsed.GetValue<string[]>("--host") is [_, ..] hosts ? string.Join(' ', hosts) : null,
        GlobalArguments.NotEmpty(parsed, TokenOption),
        GlobalArguments.NotEmpty(parsed, AccountOption));

    /// <exception cref="UsageException">The cloud does not have an option, or the account id is invalid.</exception>
    internal void Check(CloudDescription cloud)
    {
        foreach ((string option, string? value) in new[] { (TokenOption, TokenVariable), (AccountOption, AccountId) })
        {
            if (value is not null && !cloud.Init.Options.Contains(option))
            {
                throw new UsageException(
                    $"{option} does not apply to --cloud {cloud.Id}", $"its options: {string.Join(", ", cloud.Init.Options)}");
            }
        }

        if (AccountId is not null)
        {
            cloud.Init.RequireAccount(AccountId);
        }
    }
}
