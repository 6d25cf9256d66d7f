namespace Stagecraft.Aws.Sandbox.Protocol;

/// <summary>Reads <c>application/x-www-form-urlencoded</c> text: a body or a query.</summary>
internal static class FormText
{
    /// <summary>The pairs in order of appearance, decoded.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Pairs(string text)
    {
        foreach (string part in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            yield return equals < 0
                ? KeyValuePair.Create(Decode(part), "")
                : KeyValuePair.Create(Decode(part[..equals]), Decode(part[(equals + 1)..]));
        }
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
