using Stagecraft.Config;
using Stagecraft.Errors;
using Stagecraft.Providers;

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
            yield return Unknown($"no host '{target}' of environment '{environment}' is declared or exists", target, known);
        }

        foreach (string host in choice.Replace)
        {
            if (desired.Intent == PlanIntent.Down)
            {
                yield return new(
                    ErrorCodes.ConfigInvalid, $"invalid config: host '{host}' cannot be replaced where everything is to be deleted");
            }
            else if (!declared.Contains(host))
            {
                yield return Unknown(
                    $"host '{host}' of environment '{environment}' cannot be replaced: it is not declared", host, declared);
            }
            else if (!choice.IsTarget(host))
            {
                yield return new(
                    ErrorCodes.ConfigInvalid,
                    $"invalid config: host '{host}' is to be replaced and is not among the targets",
                    "make it a target too");
            }
        }
    }

    private static Problem Unknown(string message, string name, SortedSet<string> known)
    {
        string all = known.Count == 0
            ? "there is none"
            : $"known: {string.Join(", ", known.Take(MaxKnown))}{(known.Count > MaxKnown ? ", …" : "")}";
        return new(
            ErrorCodes.ConfigInvalid,
            "invalid config: " + message,
            Suggestion.Nearest(name, known) is { } near ? $"did you mean '{near}'? {all}" : all);
    }
}
