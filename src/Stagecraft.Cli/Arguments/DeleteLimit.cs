using System.Globalization;
using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Errors;

namespace Stagecraft.Cli.Arguments;

/// <summary>The maximum number of deletions of a plan.</summary>
internal static class DeleteLimit
{
    internal static Option<string> Option() => GlobalOptions.Value("--max-delete", null, "N", "Refuse a plan that deletes more droplets");

    /// <summary>The number; null without a limit.</summary>
    /// <exception cref="UsageException">It is not a number.</exception>
    internal static int? From(ParseResult parsed, Option<string> option) => parsed.GetValue(option) is not { } value
        ? null
        : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int most)
            ? most
            : throw new UsageException($"'{value}' is not a number of {DigitalOceanTerms.Machines}", "it is a whole number from 0");
}
