using Stagecraft.Config;

namespace Stagecraft.Engine.Settings;

/// <summary>Reads <c>environments</c>, and checks that the file has their hosts and roles.</summary>
/// <param name="key">The key of the environments, with all keys of an environment.</param>
/// <param name="regions">The allowed regions.</param>
/// <param name="sizes">The allowed sizes.</param>
/// <param name="problems">Receives the problems.</param>
internal sealed class EnvironmentParser(SettingKey key, AllowList regions, AllowList sizes, ConfigProblems problems)
{
    private readonly SettingKey _defaults = key.Keys.Single(k => k.Name == SharedEnvironmentKeys.Defaults.Name);

    /// <returns>The settings by environment.</returns>
    public IReadOnlyDictionary<string, EnvironmentSettings> Parse(SectionReader section)
    {
        ConfigMapping? hosts = section.Node(SharedKeys.Hosts).Setting?.Value as ConfigMapping;
        Dictionary<string, EnvironmentSettings> environments = new(StringComparer.Ordinal);
        foreach ((ConfigEntry entry, SectionReader reader) in section.Sections(key))
        {
            // Without valid hosts, the same mistake would be reported twice.
            if (hosts is not null && hosts.Find(entry.Key) is null)
            {
                string[] known = [.. hosts.Entries.Select(e => e.Key)];
                problems.AddAt(
                    entry.KeyLocation,
                    entry.Value.Path,
                    $"environment {Excerpt.Of(entry.Key)} is not in hosts",
                    Suggestion.Nearest(entry.Key, known) is { } meant
                        ? $"did you mean {Excerpt.Of(meant)}?"
                        : $"environments: {string.Join(", ", known.Select(Excerpt.Of))}");
            }

            environments[entry.Key] = Environment(RoleNames.Of(entry.Key, hosts), reader) with
            {
                Reader = reader,
                MaxUnavailable =
                    reader.Section(SharedEnvironmentKeys.Replace)?.Integer(SharedEnvironmentKeys.MaxUnavailable).Setting?.Value,
            };
        }

        return environments;
    }

    private EnvironmentSettings Environment(RoleNames names, SectionReader reader)
    {
        decimal? monthlyMax = reader.Section(SharedEnvironmentKeys.Budget)?.Amount(SharedEnvironmentKeys.MonthlyMax).Setting?.Value;
        if (reader.Section(_defaults) is not { } defaults)
        {
            return EnvironmentSettings.None with { MonthlyMax = monthlyMax };
        }

        Dictionary<string, ValueDefaults> roles = new(StringComparer.Ordinal);
        foreach ((ConfigEntry role, SectionReader values) in defaults.Sections(SharedEnvironmentKeys.Roles))
        {
            roles[role.Key] = Values(values);
            names.Check(role.Key, role.KeyLocation, role.Value.Path, problems);
        }

        return new(Values(defaults), roles, monthlyMax) { DefaultsReader = defaults };
    }

    private ValueDefaults Values(SectionReader reader)
    {
        ValueDefaults values = new(
            reader.Slug(SharedEnvironmentKeys.Region), reader.Slug(SharedEnvironmentKeys.Size), reader.Slug(SharedEnvironmentKeys.Image));
        regions.Check(values.Region, SharedEnvironmentKeys.Region.Name, problems);
        sizes.Check(values.Size, SharedEnvironmentKeys.Size.Name, problems);
        return values;
    }
}
