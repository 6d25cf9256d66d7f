using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Planning;

/// <summary>Preflight checks of a plan (spec 5.2). Returns all problems, in a stable order.</summary>
internal static class PlanChecks
{
    /// <param name="desired">The desired state.</param>
    /// <param name="actual">The actual state; null if the account could not be read: nothing is checked then.</param>
    /// <param name="preflight">The preflight data of the cloud.</param>
    public static IReadOnlyList<Problem> Check(DesiredState desired, ActualState? actual, Preflight preflight)
    {
        if (actual is null)
        {
            return [];
        }

        DesiredHost[] chosen = [.. Chosen(desired)];
        DesiredHost[] replaced = [.. chosen.Where(h => desired.Choice.IsReplaced(h.Name) && actual.Hosts.ContainsKey(h.Name))];
        DesiredHost[] created = Created(desired, actual);

        // Problems of one host come before problems of the account, for example a locked account.
        ILookup<bool, Problem> offered = preflight
            .Check([.. created.Select(h => h.Declared)])
            .ToLookup(p => p.Path is not null);
        return
        [
            .. offered[true],
            .. created.SelectMany(h => NameChecks.NameTaken(h, actual, desired)),
            .. NameChecks.EarlierNames(desired, actual),
            .. chosen.Except(replaced).SelectMany(h => SeveralProtected(h, actual, desired)),
            .. replaced.SelectMany(h => Protected(h, actual, desired)),
            .. SurgeChecks.Check(replaced, actual, desired),
            .. chosen.Where(h => desired.Choice.IsResized(h.Name)).SelectMany(h => Resizes(h, actual, preflight)),
            .. offered[false],
        ];
    }

    /// <summary>The hosts that the plan creates, replaced hosts included.</summary>
    public static DesiredHost[] Created(DesiredState desired, ActualState actual) =>
    [
        .. Chosen(desired).Where(h => desired.Choice.IsReplaced(h.Name) || !actual.Hosts.ContainsKey(h.Name))
            .Where(h => SurgeHosts.Unnamed(desired, actual, h.Name) is null),
    ];

    private static IEnumerable<Problem> Resizes(DesiredHost host, ActualState actual, Preflight preflight) =>
        actual.Hosts.GetValueOrDefault(host.Name)?.Survivor is { } machine
            && !string.Equals(machine.Size, host.Declared.Size, StringComparison.OrdinalIgnoreCase)
            ? preflight.CheckResize(host.Declared, machine) : [];

    private static IEnumerable<DesiredHost> Chosen(DesiredState desired) =>
        desired.Hosts.Where(h => !desired.Choice.IsLimited || desired.Choice.IsTarget(h.Name));

    private static IEnumerable<Problem> Protected(DesiredHost host, ActualState actual, DesiredState desired)
    {
        OwnedHost owned = actual.Hosts[host.Name];
        Machine[] locked = [.. owned.Duplicates.Prepend(owned.Survivor).Where(Ownership.IsProtected)];
        foreach (Machine machine in locked)
        {
            yield return new(
                ErrorCodes.Refused,
                $"{desired.Terms.Machine} '{machine.Name}' ({machine.Id}) is protected: host '{host.Name}' cannot be replaced",
                host.Declared.IsProtected
                    ? $"remove 'protected' from the config file, then run: {ErrorHints.Unprotect(desired.Ownership, host.Name)}"
                    : $"remove the protection first: {ErrorHints.Unprotect(desired.Ownership, host.Name)}",
                host.Declared.Location,
                host.Declared.Path);
        }

        if (host.Declared.IsProtected && locked.Length == 0)
        {
            yield return new(
                ErrorCodes.Refused,
                $"host '{host.Name}' is declared as protected: it cannot be replaced",
                "remove 'protected' from the config file first",
                host.Declared.Location,
                host.Declared.Path);
        }
    }

    private static IEnumerable<Problem> SeveralProtected(DesiredHost host, ActualState actual, DesiredState desired)
    {
        if (actual.Hosts.TryGetValue(host.Name, out OwnedHost? owned) && owned.HasSeveralProtected)
        {
            ResourceId[] ids = [.. owned.Duplicates.Prepend(owned.Survivor).Where(Ownership.IsProtected).Select(m => m.Id).Order()];
            string listed = string.Join(", ", ids);
            yield return new(
                ErrorCodes.Refused,
                $"host '{host.Name}' has several protected {desired.Terms.Machines} ({listed}): none of them can be deleted",
                $"remove the protection of the duplicates, for example: {ErrorHints.Unprotect(desired.Ownership, ids[^1].Value)}",
                host.Declared.Location,
                host.Declared.Path);
        }
    }
}
