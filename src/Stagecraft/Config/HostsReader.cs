using System.Globalization;

namespace Stagecraft.Config;

/// <summary>Reads the environments of a section and their hosts: valid names, one machine name for one host, and groups
/// (<see cref="HostGroup"/>) as their hosts.</summary>
/// <param name="machine">What the cloud calls a machine, for messages.</param>
/// <param name="problems">Receives the problems.</param>
public sealed class HostsReader(string machine, ConfigProblems problems)
{
    // A dash and one character are the shortest addition of a host to its machine's name.
    internal const int MaxEnvironment = NameRule.MaxLength - 2;

    private readonly Dictionary<string, (string Environment, string Path, int? Line)> _machines = new(StringComparer.Ordinal);
    private (string Environment, MachineNames Names)? _last;
    private int _members;

    /// <summary>The template of the machine names; null if it is invalid and reported. Default: <see
    /// cref="MachineNameTemplate.Default"/>.</summary>
    public MachineNameTemplate? MachineNames { get; init; } = MachineNameTemplate.Default;

    /// <summary>The project's name. Default: null, none.</summary>
    public string? Project { get; init; }

    internal static string MissingHint(SettingKey key) =>
        $"write the hosts of each environment below '{key.Name}:', for example: prod: {{ app-1: {{ role: app }} }}";

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
                        e => new EnvironmentHosts<T>(e.Key, e.KeyLocation, Hosts(e, key, CheckName(e), read))),
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

    private IReadOnlyList<T> Hosts<T>(ConfigEntry environment, SettingKey key, bool isNamed, Func<HostEntry, T?> read)
        where T : class
    {
        if (environment.Value is not ConfigMapping mapping)
        {
            problems.Add(
                environment.Value,
                $"environment {Excerpt.Of(environment.Key)} must be a mapping, not {environment.Value.Kind}",
                environment.Value is ConfigScalar { Value: null }
                    ? "write {} for an environment without hosts"
                    : $"write its hosts as a mapping: {environment.Key}: {{ app-1: {{ role: app }} }}");
            return [];
        }

        if (mapping.Entries is [{ Value: not ConfigMapping } first, ..] && mapping.Entries.All(e => key.HostKeys.Any(k => k.Name == e.Key)))
        {
            problems.AddAt(
                environment.KeyLocation,
                mapping.Path,
                $"{Excerpt.Of(environment.Key)} is at the place of an environment, but has the key '{first.Key}' of a host",
                $"hosts are below an environment: ENVIRONMENT: {{ {environment.Key}: {{ … }} }}; check the indentation");
            return [];
        }

        _machines.EnsureCapacity(_machines.Count + mapping.Entries.Count);
        return
        [
            .. mapping.Entries.SelectMany(e => Entry(e, key, environment.Key, isNamed, read))
                .OrderBy(h => h.Name, StringComparer.Ordinal)
                .Select(h => h.Host),
        ];
    }

    private List<(string Name, T Host)> Entry<T>(
        ConfigEntry entry, SettingKey key, string environment, bool isNamed, Func<HostEntry, T?> read)
        where T : class
    {
        string? named = isNamed ? environment : null;
        if (entry.Value is not ConfigMapping mapping)
        {
            NamesOf(entry, named, [entry.Key]);
            problems.Add(
                entry.Value, $"host {Excerpt.Of(entry.Key)} must be a mapping, not {entry.Value.Kind}", "give it at least a role");
            return [];
        }

        SectionReader settings = new(mapping, problems, entry);
        settings.CheckKeys(key.HostKeys);
        if (!key.HostKeys.Contains(HostGroup.Count) || HostGroup.CountOf(entry) is null)
        {
            return Hosts(entry, environment, settings, [entry.Key], NamesOf(entry, named, [entry.Key]), read);
        }

        IReadOnlyList<string> members = HostGroup.Members(entry.Key, Count(settings));
        IReadOnlyList<string>? machines = NamesOf(entry, named, members);
        if (members.Count > 0)
        {
            return Hosts(entry, environment, settings, members, machines, read);
        }

        // The settings of an empty group are validated like those of a group with one host.
        members = HostGroup.Members(entry.Key, 1);
        machines = machines is null ? null : [NamesOf(MachineNames!, environment).Of(members[0])];
        Hosts(entry, environment, settings, members, machines, read);
        return [];
    }

    /// <returns>The number of hosts of a group; 0 if it is invalid.</returns>
    private int Count(SectionReader group)
    {
        if (group.Integer(HostGroup.Count).Setting is not { } count)
        {
            return 0;
        }

        if (_members + count.Value > HostGroup.MaxTotal)
        {
            problems.AddAt(
                count.Location,
                count.Path,
                string.Create(CultureInfo.InvariantCulture, $"the groups of the file declare more than {HostGroup.MaxTotal} hosts"));
            return 0;
        }

        _members += count.Value;
        return count.Value;
    }

    private List<(string Name, T Host)> Hosts<T>(
        ConfigEntry entry,
        string environment,
        SectionReader settings,
        IReadOnlyList<string> names,
        IReadOnlyList<string>? machines,
        Func<HostEntry, T?> read)
        where T : class
    {
        List<(string Name, T Host)> hosts = new(names.Count);
        int known = problems.Count;

        // After a problem, the other hosts of a group would have the same one.
        for (int i = 0; i < names.Count && problems.Count == known; i++)
        {
            T? host = read(new HostEntry(names[i], machines?[i], entry.KeyLocation, entry.Value.Path, settings)
            {
                Environment = environment,
            });
            if (host is not null && machines is not null)
            {
                hosts.Add((names[i], host));
            }
            else if (host is null && problems.Count == 0)
            {
                // The host would count as removed from the file, and its machine would be deleted.
                throw new InvalidOperationException($"the driver returned null for host {Excerpt.Of(names[i])} and reported no problem");
            }
        }

        return hosts;
    }

    /// <returns>The machine names of the hosts of an entry; null if a problem was reported.</returns>
    private string[]? NamesOf(ConfigEntry entry, string? environment, IReadOnlyList<string> hosts)
    {
        string path = entry.Value.Path;
        if (!NameRule.IsValid(entry.Key))
        {
            problems.AddAt(entry.KeyLocation, path, $"{Excerpt.Of(entry.Key)} is not a valid name of a host", NameRule.Hint);
            return null;
        }

        // Machine names of an environment with an invalid name are not checked: that would report the same mistake twice.
        if (environment is null || MachineNames is null)
        {
            return null;
        }

        MachineNames template = NamesOf(MachineNames, environment);
        string[] names = [.. hosts.Select(template.Of)];
        if (names.LastOrDefault() is { Length: > NameRule.MaxLength } longest)
        {
            problems.AddAt(
                entry.KeyLocation,
                path,
                $"the {machine}'s name {Excerpt.Of(longest)} is {longest.Length} characters long: at most {NameRule.MaxLength} are allowed",
                MachineNames == MachineNameTemplate.Default
                    ? "shorten the host's name, or the environment's"
                    : $"shorten the host's name, or the environment's, or the template of the {machine} names");
            return null;
        }

        int known = problems.Count;
        HashSet<string>? reported = null;
        for (int i = 0; i < names.Length; i++)
        {
            if (!_machines.TryAdd(names[i], (environment, path, entry.KeyLocation?.Line))
                && (reported ??= new(StringComparer.Ordinal)).Add(_machines[names[i]].Path))
            {
                ReportTaken(entry, environment, hosts[i], names[i]);
            }
        }

        return problems.Count == known ? names : null;
    }

    private MachineNames NamesOf(MachineNameTemplate template, string environment)
    {
        if (_last?.Environment != environment)
        {
            _last = (environment, template.For(Project, environment));
        }

        return _last!.Value.Names;
    }

    private void ReportTaken(ConfigEntry entry, string environment, string host, string machineName)
    {
        (string otherEnvironment, string otherPath, int? line) = _machines[machineName];
        string other = otherPath + (line is null ? "" : string.Create(CultureInfo.InvariantCulture, $" in line {line}"));
        if (otherEnvironment == environment)
        {
            problems.AddAt(
                entry.KeyLocation,
                entry.Value.Path,
                $"host {Excerpt.Of(host)} is already declared by {other}",
                "an entry with 'count: 3' declares three hosts, with '-1', '-2' and '-3' after its name; rename one of the two entries");
        }
        else
        {
            problems.AddAt(
                entry.KeyLocation,
                entry.Value.Path,
                $"the {machine}'s name {Excerpt.Of(machineName)} is already that of {other}",
                "rename one of the two hosts or environments");
        }
    }
}
