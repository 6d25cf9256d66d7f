using System.Globalization;
using Stagecraft.Config;
using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Settings;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;
using Stagecraft.Errors;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Diagnosing;

/// <summary>What the account's droplets and tags show.</summary>
internal sealed class DropletChecks(DiagnosticResults findings, AccountOptions options, DropletConfig config)
{
    private static readonly string[] OfDroplets = [Checks.DropletLimit, Checks.Duplicates, Checks.Environments, Checks.OtherProjects];

    private readonly string[] _declared = [.. config.Names.Keys];

    public void Tell(Probe<IReadOnlyList<Machine>> droplets, int? limit)
    {
        if (droplets.Value is not { } there)
        {
            foreach (string check in OfDroplets)
            {
                findings.Unknown(check, "not checked: the account's droplets cannot be read");
            }

            return;
        }

        Limit(there, limit);
        IReadOnlyList<AccountEnvironment> environments = EnvironmentList.Of(there, options.Project, e => config.Names.TryGetValue(e, out DeclaredNames? names) ? names.Hosts : null);
        Duplicates(there, [.. environments.Where(e => e.Environment is not null && e.Project == options.Project).Select(e => e.Environment!)]);
        Undeclared(environments);
        OtherProjects(there);
    }

    public static void TellSpelling(DiagnosticResults findings, Probe<Listing<Tag>> tags)
    {
        if (tags.Value is not { } all)
        {
            findings.Unknown(Checks.TagSpelling, "not checked: the account's tags cannot be read");
            return;
        }

        string[] odd =
        [
            .. all.Items.Select(t => t.Name).Where(n =>
                n.Any(char.IsAsciiLetterUpper)
                && (n.StartsWith(TagNames.Managed + "-", StringComparison.OrdinalIgnoreCase) || n.Equals(TagNames.Managed, StringComparison.OrdinalIgnoreCase))),
        ];
        if (odd.Length == 0)
        {
            findings.Ok(Checks.TagSpelling, "all tags of Stagecraft are in lower case");
        }
        else
        {
            findings.Warn(
                Checks.TagSpelling,
                $"tags in another spelling: {Listed(odd)}; Stagecraft compares without regard to case, filters of the API do not",
                "nothing to do for Stagecraft; for other tools, delete the tag once no droplet carries it");
        }
    }

    private void Limit(IReadOnlyList<Machine> there, int? limit)
    {
        if (limit is not { } most)
        {
            findings.Unknown(Checks.DropletLimit, $"{Number(there.Count)} droplets; the limit is not told to this token");
            return;
        }

        int missing = _declared.Sum(e =>
        {
            ActualState actual = Inventory.Classify(new Ownership(options.Project, e), there);
            return config.Names[e].Hosts.Count(h => !actual.Hosts.ContainsKey(h));
        });
        string counts = $"{Number(there.Count)} of {Number(most)} droplets are used";
        if (there.Count + missing > most)
        {
            findings.Warn(
                Checks.DropletLimit,
                $"{counts}, and the file declares {Number(missing)} more",
                "ask DigitalOcean for a higher droplet limit, or delete droplets that are not needed");
        }
        else
        {
            findings.Ok(Checks.DropletLimit, missing == 0 ? counts : $"{counts}, the file declares {Number(missing)} more");
        }
    }

    private void Duplicates(IReadOnlyList<Machine> there, IReadOnlyList<string> environments)
    {
        OwnedHost[] several = [];
        List<string> names = new List<string>();
        foreach (string environment in environments)
        {
            OwnedHost[] here = [.. Inventory.Classify(new Ownership(options.Project, environment), there).Hosts.Values.Where(h => h.Duplicates.Count > 0)];
            several = [.. several, .. here];
            names.AddRange(here.Select(h => $"{environment} {h.Name}").Order(StringComparer.Ordinal));
        }

        if (several.Any(h => h.HasSeveralProtected))
        {
            findings.Fail(Checks.Duplicates, new Problem(
                ErrorCodes.Refused,
                $"hosts with several protected droplets: {Listed(names)}",
                $"remove the tag {TagNames.Protected} from those that are not wanted"));
        }
        else if (names.Count > 0)
        {
            findings.Warn(Checks.Duplicates, $"hosts with several droplets: {Listed(names)}", "'stagecraft infra plan' shows which are surplus, 'infra up' deletes them");
        }
        else
        {
            findings.Ok(Checks.Duplicates, "no host exists twice");
        }
    }

    private void Undeclared(IReadOnlyList<AccountEnvironment> environments)
    {
        string[] undeclared = [.. environments.Where(e => !e.IsDeclared && e.Environment is not null && e.Project == options.Project).Select(e => e.Environment!)];
        int unclear = environments.Where(e => e.Environment is null).Sum(e => e.Hosts.Count);
        if (undeclared.Length > 0)
        {
            findings.Warn(
                Checks.Environments,
                $"in the account, and not in the file: {Listed(undeclared)}",
                "see them with 'stagecraft infra hosts --all'; delete one with 'stagecraft infra down -e NAME', or declare it");
        }
        else if (unclear > 0)
        {
            findings.Warn(
                Checks.Environments,
                $"{Count(unclear)} tagged {TagNames.Managed} without one environment and project",
                "see them with 'stagecraft infra hosts --all', and mend their tags");
        }
        else
        {
            findings.Ok(Checks.Environments, "the file declares every environment of its project that the account has");
        }
    }

    private void OtherProjects(IReadOnlyList<Machine> there)
    {
        string[] shared =
        [
            .. _declared
                .Select(e => (Environment: e, Count: there.Count(new Ownership(options.Project, e).IsOfOtherProject)))
                .Where(e => e.Count > 0)
                .Select(e => $"{e.Environment} ({Count(e.Count)})"),
        ];
        if (shared.Length > 0)
        {
            findings.Warn(
                Checks.OtherProjects,
                $"environments that another project has too, or none: {Listed(shared)}",
                "those droplets are left alone; see them with 'stagecraft infra hosts --all'");
        }
        else
        {
            findings.Ok(Checks.OtherProjects, "no other project has an environment of these names");
        }
    }

    private static string Listed(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(10).Select(n => Excerpt.Of(n)[1..^1])) + (names.Count > 10 ? $" and {Number(names.Count - 10)} more" : "");

    private static string Count(int droplets) => droplets == 1 ? "1 droplet" : $"{Number(droplets)} droplets";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
