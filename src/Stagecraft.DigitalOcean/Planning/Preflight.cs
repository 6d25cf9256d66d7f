using System.Globalization;
using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Reading;
using Stagecraft.Errors;
using Stagecraft.Plans;

namespace Stagecraft.DigitalOcean.Planning;

/// <summary>Finds what would make a plan fail halfway, before anything is sent (spec 5.2). All problems, in a stable order.</summary>
internal static class Preflight
{
    /// <param name="desired">What is declared.</param>
    /// <param name="actual">What exists; null where the account could not be read: then what is to be created is not known, nor checked.</param>
    /// <param name="reading">What could be read; what could not is not checked.</param>
    public static IReadOnlyList<Problem> Check(DesiredState desired, ActualState? actual, PlanReading reading)
    {
        if (actual is null)
        {
            return [];
        }

        DesiredHost[] chosen = desired.Choice.IsLimited ? [.. desired.Hosts.Where(h => desired.Choice.IsTarget(h.Name))] : [.. desired.Hosts];
        DesiredHost[] missing = [.. chosen.Where(h => !actual.Hosts.ContainsKey(h.Name))];
        DesiredHost[] replaced = [.. chosen.Where(h => desired.Choice.IsReplaced(h.Name) && actual.Hosts.ContainsKey(h.Name))];
        DesiredHost[] made = replaced.Length == 0 ? missing : [.. chosen.Where(h => desired.Choice.IsReplaced(h.Name) || !actual.Hosts.ContainsKey(h.Name))];
        return
        [
            .. ChoiceCheck.Check(desired, actual),
            .. CatalogCheck.Check(made, reading.Catalog),
            .. made.SelectMany(h => NameTaken(h, actual)),
            .. chosen.Except(replaced).SelectMany(h => SeveralProtected(h, actual)),
            .. replaced.SelectMany(h => Protected(h, actual)),
            .. OverTheLimit(missing.Length, reading.Look!.Total, reading.DropletLimit),
        ];
    }

    private static IEnumerable<Problem> NameTaken(DesiredHost host, ActualState actual)
    {
        Machine? foreign = actual.ForeignByName[host.MachineName].MinBy(d => d.Id);
        if (foreign is not null)
        {
            yield return new(
                ErrorCodes.MachineExists,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"droplet '{host.MachineName}' already exists (id {foreign.Id}) and does not belong to this project and environment"),
                ErrorHints.NameTaken(foreign.Id, host.Name),
                host.Settings.Location,
                host.Settings.Path);
        }
    }

    private static IEnumerable<Problem> Protected(DesiredHost host, ActualState actual)
    {
        OwnedHost owned = actual.Hosts[host.Name];
        foreach (Machine machine in owned.Surplus.Prepend(owned.Survivor).Where(Ownership.IsProtected))
        {
            yield return new(
                ErrorCodes.Refused,
                string.Create(CultureInfo.InvariantCulture, $"droplet '{machine.Name}' ({machine.Id}) is protected: host '{host.Name}' is not replaced"),
                $"end the protection first: stagecraft infra unprotect {host.Name}",
                host.Settings.Location,
                host.Settings.Path);
        }

        if (host.Settings.IsProtected)
        {
            yield return new(
                ErrorCodes.Refused,
                $"host '{host.Name}' is declared as protected: it is not replaced",
                "take 'protected' out of the file first",
                host.Settings.Location,
                host.Settings.Path);
        }
    }

    private static IEnumerable<Problem> SeveralProtected(DesiredHost host, ActualState actual)
    {
        if (actual.Hosts.TryGetValue(host.Name, out OwnedHost? owned) && owned.HasSeveralProtected)
        {
            IEnumerable<MachineId> ids = owned.Surplus.Prepend(owned.Survivor).Where(Ownership.IsProtected).Select(d => d.Id).Order();
            yield return new(
                ErrorCodes.Refused,
                $"host '{host.Name}' has several protected droplets ({string.Join(", ", ids)}): none of them is deleted",
                "end the protection of those that are not wanted: stagecraft infra unprotect ID",
                host.Settings.Location,
                host.Settings.Path);
        }
    }

    private static IEnumerable<Problem> OverTheLimit(int missing, int existing, int? limit)
    {
        if (missing > 0 && limit is { } most && existing + missing > most)
        {
            yield return new(
                ErrorCodes.Refused,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{missing} droplets are to be created, but the account has {existing} and may have {most}"),
                "ask DigitalOcean for a higher droplet limit, or delete droplets that are not needed");
        }
    }
}
