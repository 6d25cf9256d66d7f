using System.Buffers;
using System.Globalization;
using System.Text;

namespace Stagecraft.Cli.Tests.Secrets;

/// <summary>A word that must not be found, whatever it is encoded as.</summary>
internal sealed class Mark
{
    private readonly string _word;
    private readonly string[] _forms;

    internal Mark(string word)
    {
        _word = word;
        byte[] bytes = Encoding.UTF8.GetBytes(word);
        _forms =
        [
            word,
            Convert.ToHexString(bytes),
            .. Enumerable.Range(0, 3).Select(lead => Base64(bytes, lead)),
            .. Enumerable.Range(0, 3).Select(lead => Base64(bytes, lead).Replace('+', '-').Replace('/', '_')),
            string.Concat(bytes.Select(b => "%" + b.ToString("X2", CultureInfo.InvariantCulture))),
            string.Concat(word.Select(c => "\\u" + ((int)c).ToString("X4", CultureInfo.InvariantCulture))),
        ];
    }

    /// <summary>All forms of some words, for one search.</summary>
    internal static SearchValues<string> AnyOf(IEnumerable<Mark> marks) =>
        SearchValues.Create([.. marks.SelectMany(m => m._forms)], StringComparison.OrdinalIgnoreCase);

    /// <summary>The form that a text contains, or null.</summary>
    internal string? FoundIn(string text) => Array.Find(_forms, form => text.Contains(form, StringComparison.OrdinalIgnoreCase));

    public override string ToString() => _word;

    // The neighbors of a word change its first and last letters.
    private static string Base64(byte[] bytes, int lead)
    {
        byte[] padded = [.. new byte[lead], .. bytes];
        string all = Convert.ToBase64String(padded).TrimEnd('=');
        int first = lead == 0 ? 0 : lead + 1;
        int whole = padded.Length / 3 * 4;
        return all[first..whole];
    }
}
