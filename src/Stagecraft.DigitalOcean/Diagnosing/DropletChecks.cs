using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Settings;
using Stagecraft.Engine.Planning;

namespace Stagecraft.DigitalOcean.Diagnosing;

/// <summary>Checks droplets and tags of the account.</summary>
internal sealed class DropletChecks(DiagnosticResults results, AccountOptions options, DropletConfig config)
{
    private static readonly string[] DropletIds = [Checks.DropletLimit, Checks.Duplicates, Checks.Environments, Checks.OtherProjects];

    private readonly string[] _declared = [.. config.Names.Keys];

    public void Droplets(IReadOnlyList<Machine>? droplets, int? limit)
    {
        if (droplets is null)
        {
            foreach (string check in DropletIds)
            {
                results.Unknown(check, "not checked: the account's droplets cannot be read");
            }

            return;
        }

        Limit(droplets, limit);
        IReadOnlyList<AccountEnvironment> environments = EnvironmentList.Of(
            droplets,
            options.Project,
            config.MachineNames,
            e => config.Names.TryGetValue(e, out DeclaredNames? names) ? names.Hosts : null);
        AccountEnvironment[] own = [.. environments.Where(e => e.Environment is not null && e.Project == options.Project)];
        Duplicates(droplets, [.. own.Select(e => e.Environment!)]);
        Environments(
            [.. own.Where(e => !e.IsDeclared).Select(e => e.Environment!)],
            environments.Where(e => e.Environment is null).Sum(e => e.Hosts.Count));
        OtherProjects(droplets);
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
                ? ($"tags in another spelling: {Listed(mixedCase)}; Stagecraft ignores case, filters of the API do not",
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

        // The hosts of a group with an invalid number cannot be counted.
        int missing = config.Problems.Count > 0 ? 0 : _declared.Sum(e =>
        {
            ActualState actual = Inventory.Classify(OwnershipOf(e), droplets);
            return config.Names[e].Hosts.Count(h => !actual.Hosts.ContainsKey(h));
        });
        string counts = $"{Number(droplets.Count)} of {Number(max)} droplets are used";
        results.WarnOrOk(
            Checks.DropletLimit,
            droplets.Count + missing > max
                ? ($"{counts}, and the file declares {Number(missing)} more",
                    "ask DigitalOcean for a higher droplet limit, or delete droplets that are not needed")
                : null,
            missing == 0 ? counts : $"{counts}, the file declares {Number(missing)} more");
    }

    private void Duplicates(IReadOnlyList<Machine> droplets, IReadOnlyList<string> environments)
    {
        (string Name, string Environment, OwnedHost Host)[] several =
        [
            .. environments.SelectMany(e => Inventory.Classify(OwnershipOf(e), droplets).Hosts.Values
                .Where(h => h.Duplicates.Count > 0)
                .Select(h => (Name: $"{e} {h.Name}", Environment: e, Host: h))
                .OrderBy(h => h.Name, StringComparer.Ordinal)),
        ];
        string names = Listed([.. several.Select(h => h.Name)]);
        string? declared = several.Select(h => h.Environment).FirstOrDefault(_declared.Contains);
        if (several.Any(h => h.Host.HasSeveralProtected))
        {
            results.Fail(Checks.Duplicates, new Problem(
                ErrorCodes.Refused,
                $"hosts with several protected droplets: {names}",
                $"remove the tag {TagNames.Protected} from all but one of them"));
        }
        else
        {
            results.WarnOrOk(
                Checks.Duplicates,
                several.Length > 0
                    ? ($"hosts with several droplets: {names}", declared is null
                        ? $"list them with `stagecraft infra hosts -e {several[0].Environment}`; 'infra forget' stops managing one"
                        : $"`stagecraft infra plan -e {declared}` shows the duplicates, `stagecraft infra up -e {declared}` deletes them")
                    : null,
                "no host has duplicates");
        }
    }

    private void Environments(IReadOnlyList<string> undeclared, int unclear) => results.WarnOrOk(
        Checks.Environments,
        undeclared.Count > 0
            ? ($"in the account but not in the file: {Listed(undeclared)}",
                $"list them with `stagecraft infra hosts --all`; delete one with `stagecraft infra down -e {undeclared[0]}`, or declare it")
            : unclear > 0
                ? ($"{Count(unclear)} tagged {TagNames.Managed} without one environment and project",
                    "list them with `stagecraft infra hosts --all`, and fix their tags")
                : null,
        "the file declares every environment of its project that the account has");

    private void OtherProjects(IReadOnlyList<Machine> droplets)
    {
        string[] shared =
        [
            .. _declared
                .Select(e => (Environment: e, Count: droplets.Count(OwnershipOf(e).IsOfOtherProject)))
                .Where(e => e.Count > 0)
                .Select(e => $"{e.Environment} ({Count(e.Count)})"),
        ];
        results.WarnOrOk(
            Checks.OtherProjects,
            shared.Length > 0
                ? ($"environment names also used outside this project: {Listed(shared)}",
                    "Stagecraft does not change those droplets; list them with `stagecraft infra hosts --all`")
                : null,
            "no other project has an environment with one of these names");
    }

    private Ownership OwnershipOf(string environment) => new(options.Project, environment, config.MachineNames);

    private static string Listed(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(10).Select(n => Excerpt.Of(n)[1..^1]))
            + (names.Count > 10 ? $" and {Number(names.Count - 10)} more" : "");

    private static string Count(int droplets) => droplets == 1 ? "1 droplet" : $"{Number(droplets)} droplets";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
