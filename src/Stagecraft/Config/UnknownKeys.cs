namespace Stagecraft.Config;

/// <summary>Finds the keys of a mapping that it may not have.</summary>
internal static class UnknownKeys
{
    public static bool Exist(ConfigMapping mapping, IReadOnlyList<SettingKey> known)
    {
        for (int i = 0; i < mapping.Entries.Count; i++)
        {
            if (!IsOneOf(known, mapping.Entries[i].Key))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Reports unknown keys, each with the nearest known key.</summary>
    /// <returns>The known keys that the unknown ones probably mean.</returns>
    public static HashSet<string> Check(ConfigMapping mapping, string[] known, ConfigProblems problems, string place = "")
    {
        HashSet<string> misspelled = [];
        IEnumerable<string> absent = known.Where(k => mapping.Find(k) is null);
        foreach (ConfigEntry entry in mapping.Entries.Where(e => !known.Contains(e.Key)))
        {
            // 'region' for all hosts means 'default_region', although 'regions' is nearer; an absent key is more likely than a second one.
            string? meant = absent.FirstOrDefault(k => k == $"default_{entry.Key}")
                ?? Suggestion.Nearest(entry.Key, absent) ?? Suggestion.Nearest(entry.Key, known);
            string hint = meant is null ? $"known keys: {string.Join(", ", known)}" : $"did you mean '{meant}'?";
            problems.AddAt(entry.KeyLocation, entry.Value.Path, $"unknown key {Excerpt.Of(entry.Key)}{place}", hint);
            misspelled.UnionWith(meant is null ? [] : [meant]);
        }

        return misspelled;
    }

    private static bool IsOneOf(IReadOnlyList<SettingKey> known, string key)
    {
        for (int i = 0; i < known.Count; i++)
        {
            if (known[i].Name == key)
            {
                return true;
            }
        }

        return false;
    }
}
