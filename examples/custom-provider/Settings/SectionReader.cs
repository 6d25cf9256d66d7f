using Stagecraft.Config;
using Stagecraft.Errors;
using Stagecraft.Providers;

namespace FileHosts.Settings;

/// <summary>Reads the provider's section, and finds everything that is wrong with it.</summary>
internal sealed class SectionReader
{
    private readonly ConfigProblems _problems = new("invalid config: ");
    private readonly Dictionary<string, ConfigNode> _machineNames = new(StringComparer.Ordinal);

    /// <summary>The whole section.</summary>
    /// <param name="section">The provider's section.</param>
    /// <param name="project">The project's name, or null.</param>
    /// <param name="problems">All that is wrong, in the order of the file; then there are no settings.</param>
    public static FileSettings? Read(ConfigNode section, string? project, out IReadOnlyList<Problem> problems)
    {
        SectionReader reader = new SectionReader();
        FileSettings? settings = reader.Whole(section, project);
        problems = reader._problems.InFileOrder();
        return problems.Count == 0 ? settings : null;
    }

    /// <summary>As much of it as it takes to see what exists: an environment can be listed and cleared whatever the rest says.</summary>
    /// <exception cref="CloudProviderException">That much is wrong: <c>config_invalid</c>.</exception>
    public static FileSettings ReadPlace(ConfigNode section, string? project)
    {
        SectionReader reader = new SectionReader();
        reader.CheckProject(project);
        string? file = reader.Mapping(section) is { } mapping ? reader.FilePath(new MappingReader(mapping, reader._problems), section) : null;
        IReadOnlyList<Problem> problems = reader._problems.InFileOrder();
        return problems.Count == 0 && file is not null
            ? new FileSettings(file, new Dictionary<string, IReadOnlyList<DeclaredHost>>())
            : throw new CloudProviderException(FileProvider.ProviderId, problems);
    }

    private FileSettings? Whole(ConfigNode section, string? project)
    {
        CheckProject(project);
        if (Mapping(section) is not { } mapping)
        {
            return null;
        }

        MappingReader reader = new MappingReader(mapping, _problems);
        reader.RefuseUnknownKeys(SectionKeys.OfSection);
        string? file = FilePath(reader, section);
        SortedDictionary<string, IReadOnlyList<DeclaredHost>> environments = new(StringComparer.Ordinal);
        foreach (ConfigEntry entry in reader.Mapping(SectionKeys.Hosts, isRequired: true)?.Entries ?? [])
        {
            environments[entry.Key] = Environment(entry);
        }

        return file is null ? null : new FileSettings(file, environments);
    }

    private List<DeclaredHost> Environment(ConfigEntry environment)
    {
        CheckName(environment, "environment");
        if (environment.Value is not ConfigMapping hosts)
        {
            _problems.Add(environment.Value, $"environment {Excerpt.Of(environment.Key)} must be a mapping of hosts, not {environment.Value.Kind}", "Write {} for no hosts.");
            return [];
        }

        List<DeclaredHost> declared = [];
        foreach (ConfigEntry host in hosts.Entries)
        {
            CheckName(host, "host");
            CheckMachineName(environment.Key, host);
            if (Host(host) is { } read)
            {
                declared.Add(read);
            }
        }

        declared.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        return declared;
    }

    private DeclaredHost? Host(ConfigEntry host)
    {
        if (host.Value is not ConfigMapping mapping)
        {
            _problems.Add(host.Value, $"host {Excerpt.Of(host.Key)} must be a mapping, not {host.Value.Kind}", "Write {role: app, size: small}.");
            return null;
        }

        MappingReader reader = new MappingReader(mapping, _problems);
        reader.RefuseUnknownKeys(SectionKeys.OfHost);
        string? role = reader.Name(SectionKeys.Role, isRequired: true);
        string? size = reader.Word(SectionKeys.Size, isRequired: true);
        return role is null || size is null ? null : new DeclaredHost(host.Key, role, size);
    }

    private string? FilePath(MappingReader reader, ConfigNode section)
    {
        SourceLocation? place = section.Location;
        return reader.Text(SectionKeys.File, isRequired: true) is { } file ? Path.Combine(Path.GetDirectoryName(place?.File) ?? "", file) : null;
    }

    private ConfigMapping? Mapping(ConfigNode section)
    {
        if (section is ConfigMapping mapping)
        {
            return mapping;
        }

        _problems.Add(section, $"the section must be a mapping, not {section.Kind}");
        return null;
    }

    private void CheckProject(string? project)
    {
        if (project is not null && !NameRule.IsValid(project))
        {
            _problems.AddAt(null, null, $"the project's name {Excerpt.Of(project)} is not valid", NameRule.Hint);
        }
    }

    private void CheckName(ConfigEntry entry, string what)
    {
        if (!NameRule.IsValid(entry.Key))
        {
            _problems.AddAt(entry.KeyLocation, entry.Value.Path, $"{Excerpt.Of(entry.Key)} is not a valid name for {(what[0] == 'e' ? "an" : "a")} {what}", NameRule.Hint);
        }
    }

    // prod + eu-app-1 and prod-eu + app-1 would be one machine.
    private void CheckMachineName(string environment, ConfigEntry host)
    {
        string name = Planning.Ownership.MachineName(environment, host.Key);
        if (name.Length > NameRule.MaxLength)
        {
            _problems.AddAt(host.KeyLocation, host.Value.Path, $"the machine's name {Excerpt.Of(name)} has more than {NameRule.MaxLength} characters");
        }
        else if (!_machineNames.TryAdd(name, host.Value))
        {
            _problems.AddAt(host.KeyLocation, host.Value.Path, $"the machine's name {Excerpt.Of(name)} is that of {_machineNames[name].Path} too");
        }
    }
}
