using Stagecraft.Config;
using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Planning;

/// <summary>Checks the targets and the selected hosts (spec 5.3.1, 5.3.2, interface.md 10.1), before the selections are resolved.</summary>
internal static class ChoiceCheck
{
    private const int MaxKnown = 30;

    public static IEnumerable<Problem> Check(DesiredState desired, ActualState actual, CloudFacts facts)
    {
        HostChoice choice = desired.Choice;
        if (choice.Surge && choice.Replace.Count == 0)
        {
            yield return new(
                ErrorCodes.ConfigInvalid, "invalid config: a surge requires hosts to replace", "select hosts with --replace");
        }

        if (choice.Surge && !facts.HasActions)
        {
            yield return new(
                ErrorCodes.Refused,
                $"the provider {desired.Terms.Provider} cannot rename {desired.Terms.Machines}, which --surge requires",
                "replace the hosts without --surge");
        }

        if (!choice.IsLimited && !choice.HasSelections)
        {
            yield break;
        }

        string environment = desired.Ownership.Environment;
        SortedSet<string> declared = new(desired.Hosts.Select(h => h.Name), StringComparer.Ordinal);
        SortedSet<string> known = new(declared.Concat(actual.Hosts.Keys), StringComparer.Ordinal);
        foreach (string target in choice.Targets.Where(t => !known.Contains(t)))
        {
            yield return Unknown($"environment '{environment}' has no host '{target}', declared or existing", target, known);
        }

        if (!facts.HasActions && choice.Resize.Count + choice.PowerOn.Count > 0)
        {
            yield return new(
                ErrorCodes.Refused, $"the provider {desired.Terms.Provider} cannot resize {desired.Terms.Machines} or switch them on");
        }

        if (choice.GrowsDisk && choice.Resize.Count > 0 && facts is { HasActions: true, SizesHaveDisks: false })
        {
            yield return new(
                ErrorCodes.Refused,
                $"a resize of {desired.Terms.Machines} does not change their disks: the sizes of {desired.Terms.Cloud} have no disks",
                "resize without the disk");
        }

        foreach (Problem problem in Entries(desired, choice.Replace, "replaced", declared)
            .Concat(Entries(desired, choice.Resize, "resized", declared))
            .Concat(Entries(desired, choice.PowerOn, "switched on", declared)))
        {
            yield return problem;
        }
    }

    private static IEnumerable<Problem> Entries(
        DesiredState desired, IReadOnlyCollection<string> entries, string verb, SortedSet<string> declared)
    {
        string environment = desired.Ownership.Environment;
        foreach (string entry in entries.Where(e => e != HostChoice.Outdated))
        {
            if (HostChoice.RoleOf(entry) is { } role)
            {
                SortedSet<string> roles = new(desired.Hosts.Select(h => h.Declared.Role), StringComparer.Ordinal);
                if (!roles.Contains(role))
                {
                    yield return Unknown($"environment '{environment}' has no host with the role '{role}'", role, roles);
                }
            }
            else if (desired.Intent == PlanIntent.Down)
            {
                yield return new(
                    ErrorCodes.ConfigInvalid,
                    $"invalid config: host '{entry}' cannot be {verb}: this plan deletes the environment");
            }
            else if (!declared.Contains(entry))
            {
                yield return Unknown(
                    $"host '{entry}' of environment '{environment}' cannot be {verb}: it is not declared", entry, declared);
            }
            else if (!desired.Choice.IsTarget(entry))
            {
                yield return new(
                    ErrorCodes.ConfigInvalid,
                    $"invalid config: host '{entry}' cannot be {verb}: it is not a target",
                    "add it to the targets");
            }
        }
    }

    private static Problem Unknown(string message, string name, SortedSet<string> known)
    {
        string all = known.Count == 0
            ? "there are no hosts"
            : $"known: {string.Join(", ", known.Take(MaxKnown))}{(known.Count > MaxKnown ? ", …" : "")}";
        string hint = Suggestion.Nearest(name, known) is { } near ? $"did you mean '{near}'? {all}" : all;
        return new(ErrorCodes.ConfigInvalid, "invalid config: " + message, hint);
    }
}
