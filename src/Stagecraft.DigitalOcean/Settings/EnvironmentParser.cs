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

            environments[entry.Key] = Environment(RoleNames.Of(entry.Key, hosts), reader) with
            {
                Reader = reader,
                MaxUnavailable = reader.Section(EnvironmentKeys.Replace)?.Integer(EnvironmentKeys.MaxUnavailable).Setting?.Value,
                DoProject = reader.Text(EnvironmentKeys.DoProject).Setting,
            };
        }

        return environments;
    }

    private EnvironmentSettings Environment(RoleNames names, SectionReader reader)
    {
        decimal? monthlyMax = reader.Section(EnvironmentKeys.Budget)?.Amount(EnvironmentKeys.MonthlyMax).Setting?.Value;
        if (reader.Section(EnvironmentKeys.Defaults) is not { } defaults)
        {
            return EnvironmentSettings.None with { MonthlyMax = monthlyMax };
        }

        Dictionary<string, ValueDefaults> roles = new(StringComparer.Ordinal);
        foreach ((ConfigEntry role, SectionReader values) in defaults.Sections(EnvironmentKeys.Roles))
        {
            roles[role.Key] = Values(values);
            names.Check(role.Key, role.KeyLocation, role.Value.Path, problems);
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
