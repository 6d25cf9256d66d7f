namespace Stagecraft.Config;

/// <summary>Reads the environments of a section and their hosts: valid names, and one machine name for one host.</summary>
/// <param name="machine">What the cloud calls a machine, for messages.</param>
/// <param name="problems">Receives the problems.</param>
public sealed class HostsReader(string machine, ConfigProblems problems)
{
    // A dash and one character are the shortest addition of a host to its machine's name.
    internal const int MaxEnvironment = NameRule.MaxLength - 2;

    private readonly Dictionary<string, (string Path, int? Line)> _machines = new(StringComparer.Ordinal);

    /// <summary>The template of the machine names; null if it is invalid and reported. Default: <see
    /// cref="MachineNameTemplate.Default"/>.</summary>
    public MachineNameTemplate? MachineNames { get; init; } = MachineNameTemplate.Default;

    /// <summary>The project's name. Default: null, none.</summary>
    public string? Project { get; init; }

    /// <summary>Reads all environments. Hosts with problems are read too, so that all problems are reported.</summary>
    /// <param name="section">The section.</param>
    /// <param name="key">The key of the environments, of the kind <see cref="SettingKind.Hosts"/>.</param>
    /// <param name="read">Reads a host; null only if a problem was reported. Hosts without a machine name are invalid.</param>
    /// <returns>The environments in the order of the file.</returns>
    /// <exception cref="InvalidOperationException"><paramref name="read"/> returned null, and no problem was reported.</exception>
    public IReadOnlyList<EnvironmentHosts<T>> Read<T>(SectionReader section, SettingKey key, Func<HostEntry, T?> read)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(section);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(read);
        Declared<ConfigNode> declared = section.Node(key);
        switch (declared.Setting?.Value)
        {
            case ConfigMapping { Entries.Count: > 0 } environments:
                return
                [
                    .. environments.Entries.Select(
                        e => new EnvironmentHosts<T>(e.Key, e.KeyLocation, Hosts(e, key, CheckName(e) ? e.Key : null, read))),
                ];
            case null when declared.IsPresent:
                return [];
            case null or ConfigMapping or ConfigScalar { Value: null }:
                section.ReportMissing(key);
                return [];
            case { } other:
                problems.Add(other, $"{key.Name} must be a mapping of environments, not {other.Kind}");
                return [];
        }
    }

    private bool CheckName(ConfigEntry entry)
    {
        if (!NameRule.IsValid(entry.Key))
        {
            problems.AddAt(
                entry.KeyLocation, entry.Value.Path, $"{Excerpt.Of(entry.Key)} is not a valid name of an environment", NameRule.Hint);
            return false;
        }

        if (entry.Key.Length > MaxEnvironment)
        {
            problems.AddAt(
                entry.KeyLocation,
                entry.Value.Path,
                $"the environment's name is {entry.Key.Length} characters long: at most {MaxEnvironment} are allowed");
            return false;
        }

        return true;
    }

    private IReadOnlyList<T> Hosts<T>(ConfigEntry environment, SettingKey key, string? name, Func<HostEntry, T?> read)
        where T : class
    {
        if (environment.Value is not ConfigMapping mapping)
        {
            problems.Add(
                environment.Value,
                $"environment {Excerpt.Of(environment.Key)} must be a mapping, not {environment.Value.Kind}",
                "Write {} for an environment without hosts.");
            return [];
        }

        List<(string Name, T Host)> hosts = [];
        foreach (ConfigEntry host in mapping.Entries)
        {
            if (Host(host, key, MachineName(host, name), read) is { } settings)
            {
                hosts.Add((host.Key, settings));
            }
        }

        return [.. hosts.OrderBy(h => h.Name, StringComparer.Ordinal).Select(h => h.Host)];
    }

    private T? Host<T>(ConfigEntry host, SettingKey key, string? machineName, Func<HostEntry, T?> read)
        where T : class
    {
        if (host.Value is not ConfigMapping mapping)
        {
            problems.Add(host.Value, $"host {Excerpt.Of(host.Key)} must be a mapping, not {host.Value.Kind}", "Give it at least a role.");
            return null;
        }

        SectionReader settings = new(mapping, problems, host);
        settings.CheckKeys(key.HostKeys);
        T? result = read(new HostEntry(host.Key, machineName, host.KeyLocation, mapping.Path, settings));

        // The host would count as removed from the file, and its machine would be deleted.
        return result is not null || !problems.IsEmpty
            ? machineName is null ? null : result
            : throw new InvalidOperationException($"the driver returned null for host {Excerpt.Of(host.Key)} and reported no problem");
    }

    // Machine names of an environment with an invalid name are not checked: that would report the same mistake twice.
    private string? MachineName(ConfigEntry host, string? environment)
    {
        string path = host.Value.Path;
        if (!NameRule.IsValid(host.Key))
        {
            problems.AddAt(host.KeyLocation, path, $"{Excerpt.Of(host.Key)} is not a valid name of a host", NameRule.Hint);
            return null;
        }

        if (environment is null || MachineNames is null)
        {
            return null;
        }

        string name = MachineNames.For(Project, environment).Of(host.Key);
        if (name.Length > NameRule.MaxLength)
        {
            problems.AddAt(
                host.KeyLocation,
                path,
                $"the {machine}'s name {Excerpt.Of(name)} is {name.Length} characters long: at most {NameRule.MaxLength} are allowed",
                MachineNames == MachineNameTemplate.Default
                    ? "Shorten the host's name, or the environment's."
                    : $"Shorten the host's name, or the environment's, or the template of the {machine} names.");
            return null;
        }

        if (!_machines.TryAdd(name, (path, host.KeyLocation?.Line)))
        {
            (string firstPath, int? line) = _machines[name];
            problems.AddAt(
                host.KeyLocation,
                path,
                $"the {machine}'s name {Excerpt.Of(name)} is already that of {firstPath}{(line is null ? "" : $" in line {line}")}",
                "Rename one of the two hosts or environments.");
            return null;
        }

        return name;
    }
}
