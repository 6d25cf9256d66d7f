using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Settings;
using Stagecraft.Engine.Diagnosing;
using Stagecraft.Engine.Planning;

namespace Stagecraft.DigitalOcean.Diagnosing;

/// <summary>Checks droplets and tags of the account.</summary>
internal sealed class DropletChecks(DiagnosticResults results, AccountOptions options, DropletConfig config)
{
    private readonly EnvironmentChecks _environments = new(results, options, config, DropletTerms.Terms);

    public void Droplets(IReadOnlyList<Machine>? droplets, int? limit)
    {
        _environments.Check(droplets);
        if (droplets is null)
        {
            results.Unknown(Checks.DropletLimit, "not checked: the account's droplets cannot be read");
        }
        else
        {
            Limit(droplets, limit);
        }
    }

    public void TagSpelling(Listing<Tag>? tags)
    {
        if (tags is null)
        {
            results.Unknown(Checks.TagSpelling, "not checked: the account's tags cannot be read");
            return;
        }

        string[] mixedCase =
        [
            .. tags.Items.Select(t => t.Name).Where(n =>
                n.Any(char.IsAsciiLetterUpper)
                && (n + "-").StartsWith(TagNames.Managed + "-", StringComparison.OrdinalIgnoreCase)),
        ];
        results.WarnOrOk(
            Checks.TagSpelling,
            mixedCase.Length > 0
                ? ($"tags in another spelling: {EnvironmentChecks.Listed(mixedCase)}; Stagecraft ignores case, filters of the API do not",
                    "no action needed for Stagecraft; for other tools, delete the tag when no droplet has it")
                : null,
            "all tags of Stagecraft are in lower case");
    }

    private void Limit(IReadOnlyList<Machine> droplets, int? limit)
    {
        if (limit is not { } max)
        {
            results.Unknown(Checks.DropletLimit, $"{Number(droplets.Count)} droplets; this token cannot read the limit");
            return;
        }

        int missing = _environments.Missing(droplets);
        string counts = $"{Number(droplets.Count)} of {Number(max)} droplets are used";
        results.WarnOrOk(
            Checks.DropletLimit,
            droplets.Count + missing > max
                ? ($"{counts}, and the file declares {Number(missing)} more",
                    "ask DigitalOcean for a higher droplet limit, or delete droplets that are not needed")
                : null,
            missing == 0 ? counts : $"{counts}, the file declares {Number(missing)} more");
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
