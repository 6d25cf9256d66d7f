using System.Globalization;
using Stagecraft.Config;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Planning;

namespace Stagecraft.Engine.Diagnosing;

/// <summary>Checks the environments of an account.</summary>
internal sealed class EnvironmentChecks(DiagnosticResults results, AccountOptions options, DeclaredConfig config, CloudTerms terms)
{
    public const string Duplicated = "duplicates";
    public const string Undeclared = "environments";
    public const string OtherOwners = "other_projects";

    private readonly string[] _declared = [.. config.Names.Keys];

    /// <param name="machines">All machines of the account; null if they cannot be read.</param>
    public void Check(IReadOnlyList<Machine>? machines)
    {
        if (machines is null)
        {
            foreach (string check in (string[])[Duplicated, Undeclared, OtherOwners])
            {
                results.Unknown(check, $"not checked: the account's {terms.Machines} cannot be read");
            }

            return;
        }

        IReadOnlyList<AccountEnvironment> environments = EnvironmentList.Of(
            machines,
            options.Project,
            config.MachineNames,
            e => config.Names.TryGetValue(e, out DeclaredNames? names) ? names.Hosts : null);
        AccountEnvironment[] own = [.. environments.Where(e => e.Environment is not null && e.Project == options.Project)];
        Duplicates(machines, [.. own.Select(e => e.Environment!)]);
        Environments(
            [.. own.Where(e => !e.IsDeclared).Select(e => e.Environment!)],
            environments.Where(e => e.Environment is null).Sum(e => e.Hosts.Count));
        OtherProjects(machines);
    }

    /// <summary>The number of declared hosts without a machine; zero if the config has problems.</summary>
    public int Missing(IReadOnlyList<Machine> machines) => config.Problems.Count > 0 ? 0 : _declared.Sum(e =>
    {
        ActualState actual = Inventory.Classify(OwnershipOf(e), machines);
        return config.Names[e].Hosts.Count(h => !actual.Hosts.ContainsKey(h));
    });

    /// <summary>At most ten names.</summary>
    public static string Listed(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(10).Select(n => Excerpt.Of(n)[1..^1]))
            + (names.Count > 10 ? string.Create(CultureInfo.InvariantCulture, $" and {names.Count - 10} more") : "");

    private void Duplicates(IReadOnlyList<Machine> machines, IReadOnlyList<string> environments)
    {
        (string Name, string Environment, OwnedHost Host)[] several =
        [
            .. environments.SelectMany(e => Inventory.Classify(OwnershipOf(e), machines).Hosts.Values
                .Where(h => h.Duplicates.Count > 0)
                .Select(h => (Name: $"{e} {h.Name}", Environment: e, Host: h))
                .OrderBy(h => h.Name, StringComparer.Ordinal)),
        ];
        string names = Listed([.. several.Select(h => h.Name)]);
        string? declared = several.Select(h => h.Environment).FirstOrDefault(_declared.Contains);
        if (several.Any(h => h.Host.HasSeveralProtected))
        {
            results.Fail(Duplicated, new Problem(
                ErrorCodes.Refused,
                $"hosts with several protected {terms.Machines}: {names}",
                $"remove the tag {TagNames.Protected} from all but one of them"));
        }
        else
        {
            results.WarnOrOk(
                Duplicated,
                several.Length > 0
                    ? ($"hosts with several {terms.Machines}: {names}", declared is null
                        ? $"list them with `stagecraft infra hosts -e {several[0].Environment}`; stop managing one with 'infra forget'"
                        : $"`stagecraft infra plan -e {declared}` shows the duplicates, `stagecraft infra up -e {declared}` deletes them")
                    : null,
                "no host has duplicates");
        }
    }

    private void Environments(IReadOnlyList<string> undeclared, int unclear) => results.WarnOrOk(
        Undeclared,
        undeclared.Count > 0
            ? ($"in the account but not in the file: {Listed(undeclared)}",
                $"list them with `stagecraft infra hosts --all`; delete one with `stagecraft infra down -e {undeclared[0]}`, or declare it")
            : unclear > 0
                ? ($"{Count(unclear)} tagged {TagNames.Managed} without one environment and project",
                    "list them with `stagecraft infra hosts --all`, and fix their tags")
                : null,
        "the file declares all environments of its project in the account");

    private void OtherProjects(IReadOnlyList<Machine> machines)
    {
        string[] shared =
        [
            .. _declared
                .Select(e => (Environment: e, Count: machines.Count(OwnershipOf(e).IsOfOtherProject)))
                .Where(e => e.Count > 0)
                .Select(e => $"{e.Environment} ({Count(e.Count)})"),
        ];
        results.WarnOrOk(
            OtherOwners,
            shared.Length > 0
                ? ($"environment names also used outside this project: {Listed(shared)}",
                    $"Stagecraft does not change those {terms.Machines}; list them with `stagecraft infra hosts --all`")
                : null,
            "no other project has an environment with one of these names");
    }

    private Ownership OwnershipOf(string environment) => new(options.Project, environment, config.MachineNames);

    private string Count(int machines) => terms.Count(machines);
}
