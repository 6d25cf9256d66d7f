namespace Stagecraft.DigitalOcean.Sandbox.Core;

/// <summary>The query parameters of a request; the last of repeated parameters is used.</summary>
internal sealed class QueryString
{
    private readonly List<KeyValuePair<string, string>> _parameters = [];

    public QueryString(string text)
    {
        foreach (string pair in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            (string? name, string? value) = equals < 0 ? (pair, "") : (pair[..equals], pair[(equals + 1)..]);
            _parameters.Add(new(Decode(name), Decode(value)));
        }
    }

    public string? this[string name] => _parameters.FindLast(parameter => parameter.Key == name).Value;

    /// <summary>The query with another page, for links: the page parameter is first, the other parameters keep their order.</summary>
    public string WithPage(int page) =>
        string.Join('&', _parameters.Where(parameter => parameter.Key != "page")
            .Select(parameter => $"{Uri.EscapeDataString(parameter.Key)}={Uri.EscapeDataString(parameter.Value)}")
            .Prepend($"page={page}"));

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
