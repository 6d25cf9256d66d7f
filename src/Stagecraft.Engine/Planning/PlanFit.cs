using Stagecraft.Plans;

namespace Stagecraft.Engine.Planning;

/// <summary>Whether a plan's lists can have come of what is declared and chosen (spec 6.1).</summary>
internal static class PlanFit
{
    public static bool Fits(InfraPlan plan, DesiredState desired)
    {
        HashSet<string> declared = desired.Hosts.Select(h => h.Name).ToHashSet(StringComparer.Ordinal);
        HashSet<string> created = plan.ToCreate.Select(h => h.Name).ToHashSet(StringComparer.Ordinal);
        HashSet<string> toProtect = desired.Hosts.Where(h => h.Declared.IsProtected).Select(h => h.Name).ToHashSet(StringComparer.Ordinal);
        HostChoice choice = desired.Choice;
        return created.All(IsWanted)
            && plan.Unchanged.All(h => IsWanted(h.Name) && !created.Contains(h.Name))
            && plan.ToProtect.All(p => toProtect.Contains(p.Name) && IsWanted(p.Name) && !created.Contains(p.Name))
            && plan.ToDelete.All(d => d.Name is { } name && choice.IsTarget(name) && d.Reason switch
            {
                DeleteReason.Undeclared => !declared.Contains(name),
                DeleteReason.Duplicate => declared.Contains(name) && !choice.IsReplaced(name),
                DeleteReason.Replace => declared.Contains(name) && choice.IsReplaced(name) && created.Contains(name),
                _ => false,
            });

        bool IsWanted(string name) => declared.Contains(name) && choice.IsTarget(name);
    }
}
