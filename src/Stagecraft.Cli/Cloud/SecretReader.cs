using System.Text.RegularExpressions;

namespace Stagecraft.Cli.Cloud;

/// <summary>Reads environment variables for a provider and remembers what it told: that must not be printed. Safe for use by several threads.</summary>
internal sealed partial class SecretReader(Func<string, string?> read)
{
    // Shorter ones are no tokens, and replacing them would only garble messages.
    private const int ShortestSecret = 4;

    private readonly Lock _lock = new();
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    internal string? Read(string variable)
    {
        string? value = read(variable);
        if (value is { Length: >= ShortestSecret })
        {
            lock (_lock)
            {
                _told.Add(value);
            }
        }

        return value;
    }

    /// <summary>Without what was told, and without what looks like a token of DigitalOcean: one may stand where it does not belong.</summary>
    internal string Redact(string text)
    {
        lock (_lock)
        {
            // Longest first: one may be part of another.
            foreach (string secret in _told.OrderByDescending(s => s.Length))
            {
                text = text.Replace(secret, "***", StringComparison.Ordinal);
            }
        }

        return Token().Replace(text, "$1***");
    }

    [GeneratedRegex(DigitalOceanTerms.TokenPattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
