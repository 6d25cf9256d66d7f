using Stagecraft.Errors;

namespace Stagecraft.Config;

/// <summary>Reads the sections <c>project</c> and <c>cloud</c>.</summary>
internal sealed class StagecraftFileParser
{
    public const string ProviderKey = "provider";
    public const string ProvidersKey = "providers";

    private static readonly string[] CloudKeys = [ProviderKey, ProvidersKey];

    private readonly List<Problem> _problems = [];

    public StagecraftFileResult Parse(ConfigNode top)
    {
        StagecraftFile? file = null;
        if (top is not ConfigMapping mapping)
        {
            Report(top, $"the top of the config must be a mapping, not {top.Kind}");
        }
        else
        {
            string? project = Project(mapping);
            file = Cloud(mapping) is var (id, section) ? new StagecraftFile(project, id, section, Environments(section)) : null;
        }

        return new StagecraftFileResult(file, ProblemOrder.ByPlace(_problems));
    }

    private string? Project(ConfigMapping top)
    {
        switch (top.Find("project"))
        {
            case null or ConfigScalar { Value: null }:
                return null;
            case ConfigMapping project when project.Find("name") is { } name:
                return ProjectName(name);
            case ConfigMapping:
                return null;
            case { } other:
                Report(other, $"project must be a mapping, not {other.Kind}", "Write 'name: …' below 'project:'.");
                return null;
        }
    }

    private string? ProjectName(ConfigNode node)
    {
        if (Text(node, "project.name") is not { } name)
        {
            return null;
        }

        if (!NameRule.IsValid(name))
        {
            Report(node, $"project.name {Excerpt.Of(name)} is not a valid name", NameRule.Hint);
            return null;
        }

        if (name.Length > NameRule.MaxLength)
        {
            Report(node, $"project.name is {name.Length} characters long: at most {NameRule.MaxLength} are allowed");
            return null;
        }

        return name;
    }

    private (string Id, ConfigNode Section)? Cloud(ConfigMapping top)
    {
        ConfigEntry? entry = top.Entries.FirstOrDefault(e => e.Key == "cloud");
        if (entry is null)
        {
            string? meant = Suggestion.Nearest("cloud", top.Entries.Select(e => e.Key));
            Report(top, "cloud is required", meant is null ? null : $"Did you mean 'cloud' where the file says {Excerpt.Of(meant)}?");
            return null;
        }

        if (entry.Value is not ConfigMapping cloud)
        {
            Report(entry.Value, $"cloud must be a mapping, not {entry.Value.Kind}");
            return null;
        }

        IReadOnlyList<string> meantKeys = UnknownKeys(cloud);
        string? id = cloud.Find(ProviderKey) is { } provider ? Text(provider, "cloud.provider") : Missing(ProviderKey);
        ConfigMapping? sections = null;
        if (cloud.Find(ProvidersKey) is not { } providers)
        {
            Missing(ProvidersKey);
        }
        else if ((sections = providers as ConfigMapping) is null)
        {
            Report(providers, $"cloud.providers must be a mapping, not {providers.Kind}");
        }

        return id is not null && sections is not null ? Section(cloud.Find(ProviderKey)!, id, sections) : null;

        string? Missing(string key)
        {
            // A misspelt key has been reported; that it is therefore missing is the same mistake.
            if (!meantKeys.Contains(key))
            {
                _problems.Add(FileProblem.Of(entry.KeyLocation, $"cloud.{key}", $"cloud.{key} is required"));
            }

            return null;
        }
    }

    private (string Id, ConfigNode Section)? Section(ConfigNode provider, string id, ConfigMapping sections)
    {
        if (sections.Find(id) is { } section)
        {
            return (id, section);
        }

        string? meant = Suggestion.Nearest(id, sections.Entries.Select(e => e.Key));
        Report(
            provider,
            $"cloud.provider is {Excerpt.Of(id)}, but cloud.providers has no such section",
            meant is null ? null : $"Did you mean {Excerpt.Of(meant)}?");
        return null;
    }

    private List<string> UnknownKeys(ConfigMapping cloud)
    {
        List<string> meantKeys = new List<string>();
        foreach (ConfigEntry entry in cloud.Entries.Where(e => !CloudKeys.Contains(e.Key)))
        {
            string? meant = Suggestion.Nearest(entry.Key, CloudKeys.Where(k => cloud.Find(k) is null))
                ?? Suggestion.Nearest(entry.Key, CloudKeys);
            string hint = meant is null ? $"Known keys: {string.Join(", ", CloudKeys)}." : $"Did you mean '{meant}'?";
            _problems.Add(FileProblem.Of(entry.KeyLocation, entry.Value.Path, $"unknown key {Excerpt.Of(entry.Key)} in cloud", hint));
            if (meant is not null)
            {
                meantKeys.Add(meant);
            }
        }

        return meantKeys;
    }

    private string? Text(ConfigNode node, string what)
    {
        if (node is ConfigScalar { Value.Length: > 0 } scalar)
        {
            return scalar.Value;
        }

        Report(node, node is ConfigScalar ? $"{what} is empty" : $"{what} must be a string, not {node.Kind}");
        return null;
    }

    private static IReadOnlyList<string> Environments(ConfigNode section) =>
        section is ConfigMapping mapping && mapping.Find("hosts") is ConfigMapping hosts ? [.. hosts.Entries.Select(e => e.Key)] : [];

    private void Report(ConfigNode node, string message, string? hint = null) =>
        _problems.Add(FileProblem.Of(node.Location, node.Path, message, hint));
}
