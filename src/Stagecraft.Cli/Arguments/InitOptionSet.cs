using Stagecraft.Cli.Cloud;

namespace Stagecraft.Cli.Arguments;

/// <summary>The options of <c>init</c>.</summary>
internal sealed class InitOptionSet
{
    internal Option<string> Key { get; } = GlobalOptions.Value("--key", null, "NAME", "The SSH key [default: the only one]");

    internal Option<string> Region { get; } = GlobalOptions.Value(
        "--region", null, "SLUG", $"The region [default: {DigitalOceanTerms.DefaultRegion}, else the first]");

    internal Option<string> Size { get; } = GlobalOptions.Value("--size", null, "SLUG", "The size [default: the cheapest of 1 GB or more]");

    internal Option<string> Project { get; } = GlobalOptions.Value("--project", null, "NAME", "The project [default: the folder's name]");

    internal Option<string[]> Hosts { get; } = new("--host")
    {
        Description = "Hosts of a role, more than once [default: app=1]",
        HelpName = "ROLE=COUNT",
    };

    internal Option<string> TokenVariable { get; } = GlobalOptions.Value(
        "--token-env", null, "NAME", $"The token's variable [default: {DigitalOceanTerms.TokenVariable}]");

    internal IReadOnlyList<Option> All => [Key, Region, Size, Project, Hosts, TokenVariable];
}
