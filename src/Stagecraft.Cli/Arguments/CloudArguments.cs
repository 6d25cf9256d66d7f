using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Errors;

namespace Stagecraft.Cli.Arguments;

/// <summary>The option that chooses the cloud of a command without a config.</summary>
internal static class CloudArguments
{
    internal static Option<string> Option() =>
        GlobalOptions.Value("--cloud", Clouds.Ids, $"The cloud [default: {Clouds.Default.Id}]");

    /// <returns>The cloud; null if the option is not given.</returns>
    /// <exception cref="UsageException">It is not a cloud.</exception>
    internal static CloudDescription? From(ParseResult parsed) => GlobalArguments.NotEmpty(parsed, "--cloud") is not { } value
        ? null
        : Clouds.Find(value) ?? throw new UsageException(
            $"invalid value '{value}' for --cloud", $"allowed values: {string.Join(", ", Clouds.All.Select(c => c.Id))}");
}
