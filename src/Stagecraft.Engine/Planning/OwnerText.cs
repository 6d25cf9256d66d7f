using Stagecraft.Engine.Clouds;

namespace Stagecraft.Engine.Planning;

/// <summary>States whose machine it is, by its tags.</summary>
internal static class OwnerText
{
    /// <summary>The predicate of a sentence about the machine.</summary>
    public static string Of(Machine machine)
    {
        IReadOnlyList<string> tags = machine.Tags ?? [];
        if (!TagNames.Has(tags, TagNames.Managed))
        {
            return "is not managed by Stagecraft";
        }

        string? environment = TagNames.Single(tags, TagNames.EnvironmentPrefix);
        return (ProjectOf(machine), TagNames.Any(tags, TagNames.ProjectPrefix), environment) switch
        {
            ({ } project, _, { } name) => $"belongs to environment '{name}' of project '{project}'",
            (null, false, { } name) => $"belongs to environment '{name}' without a project",
            _ => "has no tags of exactly one project and environment",
        };
    }

    /// <summary>The only project in its tags; null if there is none or several.</summary>
    public static string? ProjectOf(Machine machine) => TagNames.Single(machine.Tags ?? [], TagNames.ProjectPrefix);
}
