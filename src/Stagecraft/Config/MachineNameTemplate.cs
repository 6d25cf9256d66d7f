using System.Text.RegularExpressions;

namespace Stagecraft.Config;

/// <summary>The template of machine names: a text with the placeholders <c>{project}</c>, <c>{environment}</c> and <c>{host}</c>. Specified
/// in <c>spec/providers/cloud/interface.md</c>, 7.1.1.</summary>
public sealed partial record MachineNameTemplate
{
    /// <summary>The syntax as a regular expression, without anchors. The numbers of placeholders are not checked.</summary>
    public const string Expression = @"(\{project\}|\{environment\}|\{host\}|[a-z0-9-])+";

    private const string Project = "{project}";
    private const string Environment = "{environment}";
    private const string Host = "{host}";
    private const string Placeholders = $"placeholders: {Project}, {Environment}, {Host}";

    private MachineNameTemplate(string text) => Text = text;

    /// <summary><c>{environment}-{host}</c>.</summary>
    public static MachineNameTemplate Default { get; } = new($"{Environment}-{Host}");

    /// <summary>The template as it is in the file.</summary>
    public string Text { get; }

    /// <summary>Whether the names contain the project's name.</summary>
    public bool HasProject => Text.Contains(Project, StringComparison.Ordinal);

    /// <summary>Reads the template of a section.</summary>
    /// <param name="section">The section.</param>
    /// <param name="key">The key, of the kind <see cref="SettingKind.Slug"/>.</param>
    /// <param name="project">The project's name, or null.</param>
    /// <param name="problems">Receives the problems.</param>
    /// <returns><see cref="Default"/> if the key is absent; null if it is invalid.</returns>
    public static MachineNameTemplate? Read(SectionReader section, SettingKey key, string? project, ConfigProblems problems)
    {
        ArgumentNullException.ThrowIfNull(section);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(problems);
        if (section.Node(key).Setting?.Value is ConfigMapping mapping)
        {
            problems.Add(mapping, $"{key.Name} must be a string, not {mapping.Kind}", "write the template in quotes");
            return null;
        }

        Declared<string> declared = section.Slug(key);
        if (declared.Setting is not { } text)
        {
            return declared.IsPresent ? null : Default;
        }

        (string Message, string Hint)[] wrong = [.. Problems(text.Value, project)];
        foreach ((string message, string hint) in wrong)
        {
            problems.AddAt(text.Location, text.Path, $"{key.Name} {Excerpt.Of(text.Value)} {message}", hint);
        }

        return wrong.Length == 0 ? new(text.Value) : null;
    }

    /// <summary>The names of one environment.</summary>
    /// <param name="project">The project's name; without one, a template with <c>{project}</c> gives the names of <see
    /// cref="Default"/>.</param>
    /// <param name="environment">The environment's name.</param>
    public MachineNames For(string? project, string environment)
    {
        string text = project is null && HasProject ? Default.Text : Text;
        text = text.Replace(Project, project, StringComparison.Ordinal).Replace(Environment, environment, StringComparison.Ordinal);
        int host = text.IndexOf(Host, StringComparison.Ordinal);
        return new(text[..host], text[(host + Host.Length)..]);
    }

    private static IEnumerable<(string Message, string Hint)> Problems(string text, string? project)
    {
        string[] found = [.. Placeholder().Matches(text).Select(m => m.Value)];
        string[] unknown = [.. found.Except([Project, Environment, Host])];
        foreach (string placeholder in unknown)
        {
            string? near = Suggestion.Nearest(placeholder.Trim('{', '}'), ["project", "environment", "host"]);
            yield return (
                $"has an unknown placeholder {Excerpt.Of(placeholder)}",
                (near is null ? "" : $"did you mean '{{{near}}}'? ") + Placeholders);
        }

        string literals = Placeholder().Replace(text, "");
        if (literals.Any(c => c is '{' or '}'))
        {
            yield return ("has an unmatched brace", Placeholders);
        }
        else if (unknown.Length == 0)
        {
            // A misspelled placeholder can be the one that is missing.
            foreach (string required in new[] { Environment, Host }.Where(p => found.Count(f => f == p) != 1))
            {
                yield return ($"must contain {required} exactly once", $"example: {Project}-{Environment}-{Host}");
            }
        }

        if (found.Count(f => f == Project) > 1)
        {
            yield return ($"contains {Project} more than once", $"use {Project} at most once");
        }

        if (project is null && found.Contains(Project))
        {
            yield return ($"contains {Project}, but project.name is not set", $"set project.name, or remove {Project}");
        }

        if (literals.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c is not ('-' or '{' or '}'))
            || text.StartsWith('-') || text.EndsWith('-'))
        {
            yield return ("does not produce valid names", NameRule.Hint);
        }
    }

    [GeneratedRegex(@"\{[^{}]*\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
