namespace Stagecraft.Aws.Sandbox.Protocol;

/// <summary>
/// The parameters of a request in the query protocol, or those below a prefix. An empty value counts as a missing one, unless
/// <see cref="Raw"/> reads it: clients send <c>Placement.AvailabilityZone=</c> for no zone.
/// </summary>
internal sealed class Parameters
{
    private const int MaxFilters = 50;
    private const int MaxFilterValues = 200;

    private readonly IReadOnlyDictionary<string, string> _values;
    private readonly string _prefix;

    private Parameters(IReadOnlyDictionary<string, string> values, string prefix) => (_values, _prefix) = (values, prefix);

    /// <summary>Every parameter, sorted by name: two requests with equal lists are the same request.</summary>
    public IEnumerable<KeyValuePair<string, string>> Sorted => _values
        .Where(pair => pair.Key.StartsWith(_prefix, StringComparison.Ordinal))
        .OrderBy(pair => pair.Key, StringComparer.Ordinal);

    /// <summary>Reads the query and the form. A repeated parameter keeps its first value.</summary>
    public static Parameters Read(params IEnumerable<string> texts)
    {
        Dictionary<string, string> values = new(StringComparer.Ordinal);
        foreach ((string name, string value) in texts.SelectMany(FormText.Pairs))
        {
            values.TryAdd(name, value);
        }

        return new Parameters(values, "");
    }

    /// <summary>The value, which may be empty; null if it is missing.</summary>
    public string? Raw(string name) => _values.GetValueOrDefault(_prefix + name);

    /// <summary>The value; null if it is missing or empty.</summary>
    public string? Text(string name) => Raw(name) is { Length: > 0 } value ? value : null;

    public string Required(string name) => Text(name) ?? throw AwsError.MissingParameter(_prefix + name);

    public bool? Bool(string name) => Text(name) switch
    {
        null => null,
        "true" or "True" or "1" => true,
        "false" or "False" or "0" => false,
        string other => throw AwsError.InvalidValue(_prefix + name, other),
    };

    public int? Int(string name) => Text(name) is not { } text ? null
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) ? value
        : throw AwsError.InvalidValue(_prefix + name, text);

    public int RequiredInt(string name) => Int(name) ?? throw AwsError.MissingParameter(_prefix + name);

    /// <summary>The values <c>name.1</c>, <c>name.2</c> ..., in order of their indices.</summary>
    public IReadOnlyList<string> List(string name) =>
        [.. Indices(name).Select(index => Raw($"{name}.{index}")).OfType<string>()];

    /// <summary>The values of a list that must not be empty.</summary>
    public IReadOnlyList<string> RequiredList(string name) =>
        List(name) is { Count: > 0 } list ? list : throw AwsError.MissingParameter(_prefix + name);

    /// <summary>The structures <c>name.1.…</c>, <c>name.2.…</c> ..., in order of their indices.</summary>
    public IReadOnlyList<Parameters> Structures(string name) =>
        [.. Indices(name).Select(index => Below($"{name}.{index}"))];

    /// <summary>The parameters below a name: <c>Below("Placement").Text("Tenancy")</c>.</summary>
    public Parameters Below(string name) => new(_values, $"{_prefix}{name}.");

    public bool Has(string name) => _values.ContainsKey(_prefix + name)
        || _values.Keys.Any(key => key.StartsWith($"{_prefix}{name}.", StringComparison.Ordinal));

    public IReadOnlyList<Filter> Filters()
    {
        List<Filter> filters = [];
        foreach (Parameters part in Structures("Filter"))
        {
            filters.Add(new Filter(part.Required("Name"), part.List("Value")));
        }

        if (filters.Count > MaxFilters || filters.Exists(filter => filter.Values.Count > MaxFilterValues))
        {
            throw AwsError.BadRequest("FilterLimitExceeded", "The request has too many filters or filter values");
        }

        return filters;
    }

    /// <summary>The first segments of all names.</summary>
    public IEnumerable<string> TopNames() =>
        Sorted.Select(pair => pair.Key[_prefix.Length..]).Select(name => name.Split('.')[0]).Distinct(StringComparer.Ordinal);

    private IEnumerable<int> Indices(string name)
    {
        string start = $"{_prefix}{name}.";
        return _values.Keys
            .Where(key => key.StartsWith(start, StringComparison.Ordinal))
            .Select(key => key[start.Length..].Split('.')[0])
            .Distinct(StringComparer.Ordinal)
            .Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int index) ? index
                : throw AwsError.UnknownParameter($"{start}{text}"))
            .Order();
    }
}
