using System.Text;

namespace Stagecraft.Aws.Api.Wire;

/// <summary>Writes the form body of a request. The parameters are in the order of the calls, so that equal calls write equal
/// bytes.</summary>
internal sealed class QueryWriter
{
    private readonly StringBuilder _text = new();

    public QueryWriter(string action, string version)
    {
        Action = action;
        Add("Action", action).Add("Version", version);
    }

    public string Action { get; }

    /// <summary>Adds a parameter; null is omitted.</summary>
    public QueryWriter Add(string name, string? value)
    {
        if (value is not null)
        {
            _text.Append(_text.Length == 0 ? "" : "&").Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }

        return this;
    }

    public QueryWriter Add(string name, bool? value) => Add(name, value is null ? null : value.Value ? "true" : "false");

    public QueryWriter Add(string name, int? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds a list in its order, as <c>name.1</c>, <c>name.2</c> and so on.</summary>
    public QueryWriter AddList(string name, IEnumerable<string> values)
    {
        int number = 0;
        foreach (string value in values)
        {
            Add(string.Create(CultureInfo.InvariantCulture, $"{name}.{++number}"), value);
        }

        return this;
    }

    /// <summary>Adds filters in their order.</summary>
    public QueryWriter AddFilters(IReadOnlyList<Ec2Filter> filters)
    {
        for (int i = 0; i < filters.Count; i++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"Filter.{i + 1}");
            Add(name + ".Name", filters[i].Name).AddList(name + ".Value", filters[i].Values);
        }

        return this;
    }

    /// <summary>Adds tags, sorted by key.</summary>
    public QueryWriter AddTags(string name, IReadOnlyDictionary<string, string> tags)
    {
        int number = 0;
        foreach ((string key, string value) in tags.OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            string tag = string.Create(CultureInfo.InvariantCulture, $"{name}.{++number}");
            Add(tag + ".Key", key).Add(tag + ".Value", value);
        }

        return this;
    }

    /// <summary>Adds the tags of a new resource; none are omitted.</summary>
    public QueryWriter AddTagSpecification(int number, string resourceType, IReadOnlyDictionary<string, string> tags)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"TagSpecification.{number}");
        return tags.Count == 0 ? this : Add(name + ".ResourceType", resourceType).AddTags(name + ".Tag", tags);
    }

    public byte[] ToBody() => Encoding.UTF8.GetBytes(_text.ToString());
}
