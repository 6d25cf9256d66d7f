namespace Stagecraft.Cli.Cloud;

/// <summary>Reads environment variables for a provider and remembers their values as secrets. Thread-safe.</summary>
internal sealed class SecretReader(Func<string, string?> read)
{
    // Shorter values are no tokens, and replacing them would garble messages.
    private const int ShortestSecret = 4;

    private readonly Lock _lock = new();
    private readonly HashSet<string> _secrets = new(StringComparer.Ordinal);

    /// <summary>The proxy's password is a secret from the beginning: messages of the HTTP stack contain it.</summary>
    private readonly IReadOnlyList<string> _proxySecrets = ProxySecrets.Read(read);

    /// <param name="variable">The variable.</param>
    /// <param name="isSecret">Whether its value is a secret.</param>
    internal string? Read(string variable, bool isSecret = true)
    {
        string? value = read(variable);
        if (isSecret && value is { Length: >= ShortestSecret } && !Clouds.IsDummy(value))
        {
            lock (_lock)
            {
                _secrets.Add(value);
            }
        }

        return value;
    }

    /// <summary>The text without secrets: the values that were read, and possible credentials of each cloud.</summary>
    internal string Redact(string text)
    {
        lock (_lock)
        {
            // Longest first: a secret may contain another.
            foreach (string secret in _secrets.Concat(_proxySecrets).OrderByDescending(s => s.Length))
            {
                text = text.Replace(secret, "***", StringComparison.Ordinal);
            }
        }

        foreach (CloudDescription cloud in Clouds.All)
        {
            text = cloud.Secrets.Replace(text, "${shown}***");
        }

        return text;
    }
}
