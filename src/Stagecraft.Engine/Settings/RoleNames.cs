using Stagecraft.Config;

namespace Stagecraft.Engine.Settings;

/// <summary>The roles of the hosts of an environment.</summary>
/// <param name="Environment">The environment.</param>
/// <param name="Known">The roles that the file names; null if <c>hosts</c> is invalid.</param>
internal sealed record RoleNames(string Environment, IReadOnlyList<string>? Known)
{
    public static RoleNames Of(string environment, ConfigMapping? hosts) => new(
        environment,
        hosts is null
            ? null
            :
            [
                .. ((hosts.Find(environment) as ConfigMapping)?.Entries ?? [])
                    .Select(h => ((h.Value as ConfigMapping)?.Find(SharedHostKeys.Role.Name) as ConfigScalar)?.Value)
                    .OfType<string>().Distinct(StringComparer.Ordinal),
            ]);

    /// <summary>Reports a role that no host has. Without valid hosts, the same mistake would be reported twice.</summary>
    public void Check(string role, SourceLocation? location, string? path, ConfigProblems problems)
    {
        if (Known is null || Known.Contains(role, StringComparer.Ordinal))
        {
            return;
        }

        problems.AddAt(
            location,
            path,
            $"no host of environment {Excerpt.Of(Environment)} has the role {Excerpt.Of(role)}",
            Suggestion.Nearest(role, Known) is { } meant
                ? $"did you mean {Excerpt.Of(meant)}?"
                : Known.Count == 0 ? null : $"roles of its hosts: {string.Join(", ", Known.Select(Excerpt.Of))}");
    }
}
