using Stagecraft.Config;

namespace Stagecraft.DigitalOcean.Settings;

/// <summary>Reads <c>hosts</c>: the environments and their hosts.</summary>
internal sealed class HostsParser(HostParser hostParser, ConfigProblems problems)
{
    // A dash and one character are the least that a host adds to make the droplet's name.
    public const int MaxEnvironment = NameRule.MaxLength - 2;

    private readonly Dictionary<string, (string Path, int? Line)> _droplets = new(StringComparer.Ordinal);

    public IReadOnlyList<EnvironmentSettings> Parse(ConfigMapping hosts)
    {
        List<EnvironmentSettings> environments = new List<EnvironmentSettings>();
        foreach (ConfigEntry entry in hosts.Entries)
        {
            IReadOnlyList<HostSettings> parsed = Environment(entry, CheckName(entry) ? entry.Key : null);
            environments.Add(new EnvironmentSettings(entry.Key, entry.KeyLocation, parsed));
        }

        return environments;
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

    private IReadOnlyList<HostSettings> Environment(ConfigEntry entry, string? name)
    {
        if (entry.Value is not ConfigMapping mapping)
        {
            problems.Add(
                entry.Value,
                $"environment {Excerpt.Of(entry.Key)} must be a mapping, not {entry.Value.Kind}",
                "Write {} for an environment without hosts.");
            return [];
        }

        List<HostSettings> hosts = new List<HostSettings>();
        foreach (ConfigEntry host in mapping.Entries)
        {
            if (hostParser.Parse(host, MachineName(host, name)) is { } settings)
            {
                hosts.Add(settings);
            }
        }

        return [.. hosts.OrderBy(h => h.Name, StringComparer.Ordinal)];
    }

    // Of an environment whose name is wrong nothing is said about the droplets' names: that would be the same mistake again.
    private string? MachineName(ConfigEntry host, string? environment)
    {
        string path = host.Value.Path;
        if (!NameRule.IsValid(host.Key))
        {
            problems.AddAt(host.KeyLocation, path, $"{Excerpt.Of(host.Key)} is not a valid name of a host", NameRule.Hint);
            return null;
        }

        if (environment is null)
        {
            return null;
        }

        string name = $"{environment}-{host.Key}";
        if (name.Length > NameRule.MaxLength)
        {
            problems.AddAt(
                host.KeyLocation,
                path,
                $"the droplet's name {Excerpt.Of(name)} is {name.Length} characters long: at most {NameRule.MaxLength} are allowed",
                "Shorten the host's name, or the environment's.");
            return null;
        }

        if (!_droplets.TryAdd(name, (path, host.KeyLocation?.Line)))
        {
            (string firstPath, int? line) = _droplets[name];
            problems.AddAt(
                host.KeyLocation,
                path,
                $"the droplet's name {Excerpt.Of(name)} is already that of {firstPath}{(line is null ? "" : $" in line {line}")}",
                "Rename one of the two hosts or environments.");
            return null;
        }

        return name;
    }
}
