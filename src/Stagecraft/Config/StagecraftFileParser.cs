namespace Stagecraft.Config;

/// <summary>Reads the sections <c>project</c> and <c>cloud</c>.</summary>
/// <param name="supported">The ids of the supported providers; empty if they are not known.</param>
internal sealed class StagecraftFileParser(IReadOnlyList<string> supported)
{
    public const string ProviderKey = "provider";
    public const string ProvidersKey = "providers";

    private static readonly string[] CloudKeys = [ProviderKey, ProvidersKey];

    private readonly ConfigProblems _problems = new();

    public StagecraftFileResult Parse(ConfigNode top)
    {
        StagecraftFile? file = null;
        if (top is not ConfigMapping mapping)
        {
            _problems.Add(top, $"the top of the config must be a mapping, not {top.Kind}");
        }
        else
        {
            string? project = Project(mapping);
            if (Cloud(mapping) is var (id, section))
            {
                file = new StagecraftFile(project, id, section, Environments(section));
                MisplacedHosts.Check(mapping, section, _problems);
            }
        }

        return new StagecraftFileResult(file, _problems.InFileOrder());
    }

    private string? Project(ConfigMapping top)
    {
        switch (top.Find("project"))
        {
            case null or ConfigScalar { Value: null }:
                return null;
            case ConfigMapping project:
                return project.Find("name") is { } name ? TextRule.CheckName(name, "project.name", NameRule.MaxLength, _problems) : null;
            case { } other:
                _problems.Add(other, $"project must be a mapping, not {other.Kind}", "write 'name: …' below 'project:'");
                return null;
        }
    }

    private (string Id, ConfigNode Section)? Cloud(ConfigMapping top)
    {
        ConfigEntry? entry = top.Entries.FirstOrDefault(e => e.Key == "cloud");
        if (entry is null)
        {
            string? found = Suggestion.Nearest("cloud", top.Entries.Select(e => e.Key));
            string? hint = found is null ? null : $"did you mean 'cloud' instead of {Excerpt.Of(found)}?";
            _problems.Add(top, "cloud is required", hint);
            return null;
        }

        if (entry.Value is not ConfigMapping cloud)
        {
            _problems.Add(entry.Value, $"cloud must be a mapping, not {entry.Value.Kind}");
            return null;
        }

        HashSet<string> misspelled = UnknownKeys.Check(cloud, CloudKeys, _problems, " in cloud");
        string? id = cloud.Find(ProviderKey) is { } provider ? TextRule.Check(provider, "cloud.provider", _problems) : Missing(ProviderKey);
        ConfigMapping? sections = null;
        if (cloud.Find(ProvidersKey) is not { } providers)
        {
            Missing(ProvidersKey);
        }
        else if ((sections = providers as ConfigMapping) is null)
        {
            _problems.Add(providers, $"cloud.providers must be a mapping, not {providers.Kind}");
        }

        return id is not null && sections is not null ? Section(cloud.Find(ProviderKey)!, id, sections) : null;

        string? Missing(string key)
        {
            // A misspelled key has been reported; that it is therefore missing is the same mistake.
            if (!misspelled.Contains(key))
            {
                _problems.AddAt(entry.KeyLocation, $"cloud.{key}", $"cloud.{key} is required");
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

        bool isSupported = supported.Count == 0 || supported.Contains(id);
        string? meant = Suggestion.Nearest(id, sections.Entries.Select(e => e.Key).Concat(isSupported ? [] : supported));
        string?[] hints =
        [
            meant is null ? null : $"did you mean {Excerpt.Of(meant)}?",
            isSupported ? null : $"supported providers: {string.Join(", ", supported)}",
        ];
        string hint = string.Join(' ', hints.OfType<string>());
        _problems.Add(
            provider,
            $"cloud.provider is {Excerpt.Of(id)}, {(isSupported ? "but cloud.providers has no such section" : "which is not supported")}",
            hint.Length > 0 ? hint : null);
        return null;
    }

    private static IReadOnlyList<string> Environments(ConfigNode section) =>
        section is ConfigMapping mapping && mapping.Find("hosts") is ConfigMapping hosts ? [.. hosts.Entries.Select(e => e.Key)] : [];
}
