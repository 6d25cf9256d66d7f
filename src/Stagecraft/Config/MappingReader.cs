namespace Stagecraft.Config;

/// <summary>Reads the values of one mapping and reports each that is wrong, once; what is wrong reads as absent. Specified in
/// <c>spec/providers/cloud/interface.md</c>, 7.1.</summary>
/// <param name="mapping">The mapping.</param>
/// <param name="problems">Who is told of what is wrong.</param>
public sealed class MappingReader(ConfigMapping mapping, ConfigProblems problems)
{
    private readonly HashSet<string> _misspelt = new(StringComparer.Ordinal);

    /// <summary>Reports the keys that are not known, each with the known one that is near to it. Call it first: a known key that an unknown one is near to is
    /// not reported as missing besides.</summary>
    /// <param name="known">Every key that may be there, in the order to list them.</param>
    public void RefuseUnknownKeys(IReadOnlyList<string> known)
    {
        ArgumentNullException.ThrowIfNull(known);
        foreach (ConfigEntry entry in mapping.Entries.Where(e => !known.Contains(e.Key)))
        {
            // A key that is there already was hardly meant.
            string? meant = Suggestion.Nearest(entry.Key, known.Where(k => mapping.Find(k) is null)) ?? Suggestion.Nearest(entry.Key, known);
            string hint = meant is null ? $"Known keys: {string.Join(", ", known)}." : $"Did you mean '{meant}'?";
            problems.AddAt(entry.KeyLocation, entry.Value.Path, $"unknown key {Excerpt.Of(entry.Key)}", hint);
            if (meant is not null)
            {
                _misspelt.Add(meant);
            }
        }
    }

    /// <summary>Whether a key that is not known, and was reported, is near to this one.</summary>
    /// <param name="key">A known key.</param>
    public bool IsMisspelt(string key) => _misspelt.Contains(key);

    /// <summary>The path of a key, whether it is there or not.</summary>
    /// <param name="key">The key.</param>
    public string PathOf(string key) => mapping.Path.Length == 0 ? key : $"{mapping.Path}.{key}";

    /// <summary>A text of one line that is not empty; a number is a text too.</summary>
    /// <param name="key">The key.</param>
    /// <param name="isRequired">Whether it is a problem where the key is absent or has no value.</param>
    /// <returns>The text, or null where it is absent or wrong.</returns>
    public string? Text(string key, bool isRequired = false) => Value(key, isRequired) switch
    {
        null => null,
        ConfigScalar { Value: { } text } scalar when text.Any(char.IsControl) => Wrong(scalar, $"{key} contains a line break or another control character"),
        ConfigScalar { Value.Length: > 0 } scalar => scalar.Value,
        ConfigScalar scalar => Wrong(scalar, $"{key} is empty"),
        { } other => Wrong(other, $"{key} must be a text, not {other.Kind}"),
    };

    /// <summary>As <see cref="Text"/>, and without spaces: the name of a region, a size, an image.</summary>
    /// <param name="key">The key.</param>
    /// <param name="isRequired">As for a text.</param>
    /// <returns>As for a text.</returns>
    public string? Word(string key, bool isRequired = false) =>
        Text(key, isRequired) is not { } text ? null
        : text.Any(char.IsWhiteSpace) ? Wrong(mapping.Find(key)!, $"{key} is {Excerpt.Of(text)}: there must be no spaces in it")
        : text;

    /// <summary>As <see cref="Text"/>, and valid by <see cref="NameRule"/>: the name of a role.</summary>
    /// <param name="key">The key.</param>
    /// <param name="isRequired">As for a text.</param>
    /// <returns>As for a text.</returns>
    public string? Name(string key, bool isRequired = false) =>
        Text(key, isRequired) is not { } text ? null
        : NameRule.IsValid(text) ? text
        : Wrong(mapping.Find(key)!, $"{key} {Excerpt.Of(text)} is not a valid name", NameRule.Hint);

    /// <summary>A plain <c>true</c> or <c>false</c>.</summary>
    /// <param name="key">The key.</param>
    /// <returns>False where it is absent or wrong.</returns>
    public bool Flag(string key)
    {
        switch (mapping.Find(key))
        {
            case null or ConfigScalar { IsQuoted: false, Value: "false" }:
                return false;
            case ConfigScalar { IsQuoted: false, Value: "true" }:
                return true;
            case { } node:
                string found = node is ConfigScalar { Value: { } value } ? Excerpt.Of(value) : node.Kind;
                problems.Add(node, $"{key} must be true or false, not {found}", "Write true or false, in lower case and without quotes.");
                return false;
        }
    }

    /// <summary>A duration, written as <see cref="DurationText"/> says.</summary>
    /// <param name="key">The key.</param>
    /// <param name="least">The shortest that is allowed.</param>
    /// <param name="most">The longest that is allowed.</param>
    /// <returns>The duration, or null where it is absent or wrong.</returns>
    public TimeSpan? Duration(string key, TimeSpan least, TimeSpan most)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        ConfigNode node = mapping.Find(key)!;
        if (!DurationText.TryParse(text, out TimeSpan duration))
        {
            problems.Add(node, $"{key} is {Excerpt.Of(text)}, which is not a duration", DurationText.Hint);
            return null;
        }

        if (duration < least || duration > most)
        {
            problems.Add(node, $"{key} is {Excerpt.Of(text)}, which is out of its range: {DurationText.Format(least)} to {DurationText.Format(most)}");
            return null;
        }

        return duration;
    }

    /// <summary>A mapping.</summary>
    /// <param name="key">The key.</param>
    /// <param name="isRequired">As for a text.</param>
    /// <returns>The mapping, or null where it is absent, has no value or is wrong.</returns>
    public ConfigMapping? Mapping(string key, bool isRequired = false)
    {
        switch (Value(key, isRequired))
        {
            case null or ConfigScalar { Value: null }:
                return null;
            case ConfigMapping found:
                return found;
            case { } other:
                problems.Add(other, $"{key} must be a mapping, not {other.Kind}");
                return null;
        }
    }

    /// <summary>The value as it stands; null where it is absent, or required and without a value, which is then reported.</summary>
    private ConfigNode? Value(string key, bool isRequired)
    {
        ConfigNode? node = mapping.Find(key);
        if (!isRequired || node is not (null or ConfigScalar { Value: null or "" }))
        {
            return node;
        }

        if (!IsMisspelt(key))
        {
            problems.AddAt(node?.Location ?? mapping.Location, PathOf(key), $"{key} is required");
        }

        return null;
    }

    private string? Wrong(ConfigNode node, string message, string? hint = null)
    {
        problems.Add(node, message, hint);
        return null;
    }
}
