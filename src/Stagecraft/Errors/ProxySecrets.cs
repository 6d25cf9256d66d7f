using System.Text;

namespace Stagecraft.Errors;

/// <summary>The credentials in the variables from which the HTTP stack reads its proxy. Messages of the HTTP stack contain them.</summary>
public static class ProxySecrets
{
    // Replacing shorter values would garble messages.
    private const int ShortestSecret = 4;

    private static readonly string[] Names = ["https_proxy", "http_proxy", "all_proxy"];

    /// <summary>The variables, in the order in which the HTTP stack reads them for an HTTPS request.</summary>
    public static IReadOnlyList<string> Variables { get; } = [.. Names.SelectMany(n => (string[])[n, n.ToUpperInvariant()])];

    /// <summary>The secrets of all variables in the encodings in which they can occur, longest first: each whole value, its user and
    /// password together, and its password.</summary>
    /// <param name="read">Reads an environment variable.</param>
    public static IReadOnlyList<string> Read(Func<string, string?> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        return
        [
            .. Variables
                .Select(read)
                .SelectMany(Secrets)
                .Where(s => s.Length >= ShortestSecret)
                .Distinct(StringComparer.Ordinal)
                .OrderByDescending(s => s.Length)
                .ThenBy(s => s, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<string> Secrets(string? value)
    {
        if (value?.LastIndexOf('@') is not (> 0 and int end))
        {
            return [];
        }

        int scheme = value.IndexOf("://", StringComparison.Ordinal);
        string user = value[(scheme < 0 ? 0 : scheme + 3)..end];
        string password = user[(user.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return [value, .. Forms(user), .. Forms(password)];
    }

    private static IEnumerable<string> Forms(string secret)
    {
        string plain = Uri.UnescapeDataString(secret);
        return [secret, plain, Uri.EscapeDataString(plain), Convert.ToBase64String(Encoding.UTF8.GetBytes(plain))];
    }
}
