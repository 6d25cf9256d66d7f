using Stagecraft.Config;

namespace Stagecraft.Engine.Planning;

/// <summary>Checks the targets and the hosts to replace (spec 5.3.1, 5.3.2).</summary>
internal static class ChoiceCheck
{
    private const int MaxKnown = 30;

    public static IEnumerable<Problem> Check(DesiredState desired, ActualState actual)
    {
        HostChoice choice = desired.Choice;
        if (!choice.IsLimited && choice.Replace.Count == 0)
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

        foreach (string host in choice.Replace)
        {
            if (desired.Intent == PlanIntent.Down)
            {
                yield return new(
                    ErrorCodes.ConfigInvalid,
                    $"invalid config: host '{host}' cannot be replaced: this plan deletes the environment");
            }
            else if (!declared.Contains(host))
            {
                yield return Unknown(
                    $"host '{host}' of environment '{environment}' cannot be replaced: it is not declared",
                    host,
                    declared);
            }
            else if (!choice.IsTarget(host))
            {
                yield return new(
                    ErrorCodes.ConfigInvalid,
                    $"invalid config: host '{host}' cannot be replaced: it is not a target",
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
