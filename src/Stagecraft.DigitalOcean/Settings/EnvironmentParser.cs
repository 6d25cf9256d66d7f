namespace Stagecraft.DigitalOcean.Settings;

/// <summary>Reads <c>environments</c>, and checks that the file has their hosts and roles.</summary>
internal sealed class EnvironmentParser(AllowList regions, AllowList sizes, ConfigProblems problems)
{
    /// <returns>The settings by environment.</returns>
    public IReadOnlyDictionary<string, EnvironmentSettings> Parse(SectionReader section)
    {
        ConfigMapping? hosts = section.Node(SectionKeys.Hosts).Setting?.Value as ConfigMapping;
        Dictionary<string, EnvironmentSettings> environments = new(StringComparer.Ordinal);
        foreach ((ConfigEntry entry, SectionReader reader) in section.Sections(SectionKeys.Environments))
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
                        ? $"Did you mean {Excerpt.Of(meant)}?"
                        : $"Environments: {string.Join(", ", known.Select(Excerpt.Of))}.");
            }

            environments[entry.Key] = Environment(entry.Key, reader, hosts?.Find(entry.Key) as ConfigMapping);
        }

        return environments;
    }

    private EnvironmentSettings Environment(string name, SectionReader reader, ConfigMapping? hosts)
    {
        decimal? monthlyMax = reader.Section(EnvironmentKeys.Budget)?.Amount(EnvironmentKeys.MonthlyMax).Setting?.Value;
        if (reader.Section(EnvironmentKeys.Defaults) is not { } defaults)
        {
            return EnvironmentSettings.None with { MonthlyMax = monthlyMax };
        }

        string[] known =
        [
            .. (hosts?.Entries ?? []).Select(h => ((h.Value as ConfigMapping)?.Find(HostKeys.Role.Name) as ConfigScalar)?.Value)
                .OfType<string>().Distinct(StringComparer.Ordinal),
        ];
        Dictionary<string, ValueDefaults> roles = new(StringComparer.Ordinal);
        foreach ((ConfigEntry role, SectionReader values) in defaults.Sections(EnvironmentKeys.Roles))
        {
            roles[role.Key] = Values(values);
            if (hosts is not null && !known.Contains(role.Key, StringComparer.Ordinal))
            {
                problems.AddAt(
                    role.KeyLocation,
                    role.Value.Path,
                    $"no host of environment {Excerpt.Of(name)} has the role {Excerpt.Of(role.Key)}",
                    Suggestion.Nearest(role.Key, known) is { } meant
                        ? $"Did you mean {Excerpt.Of(meant)}?"
                        : known.Length == 0 ? null : $"Roles of its hosts: {string.Join(", ", known.Select(Excerpt.Of))}.");
            }
        }

        return new(Values(defaults), roles, monthlyMax);
    }

    private ValueDefaults Values(SectionReader reader)
    {
        ValueDefaults values = new(
            reader.Slug(EnvironmentKeys.Region), reader.Slug(EnvironmentKeys.Size), reader.Slug(EnvironmentKeys.Image));
        regions.Check(values.Region, EnvironmentKeys.Region.Name, problems);
        sizes.Check(values.Size, EnvironmentKeys.Size.Name, problems);
        return values;
    }
}
