namespace Stagecraft.DigitalOcean.Settings;

/// <summary>Reads the API token from the environment variable that the config names.</summary>
internal static class ApiToken
{
    /// <exception cref="CloudProviderException">The variable is not set, or does not contain a token:
    /// <c>credentials_missing</c>.</exception>
    public static string Read(string variable, Func<string, string?> getEnvironmentVariable)
    {
        string token = getEnvironmentVariable(variable)?.Trim() ?? "";
        if (token.Length == 0)
        {
            throw Missing($"API token missing from environment variable {variable}", $"set it: export {variable}=…");
        }

        if (token[0] is '"' or '\'' || token[^1] is '"' or '\'')
        {
            throw Missing(
                $"the API token in environment variable {variable} is malformed: it contains quotation marks",
                $"set {variable} to the token without quotation marks; a file for 'docker run --env-file' has none");
        }

        if (token.StartsWith(variable + "=", StringComparison.Ordinal))
        {
            throw Missing(
                $"the API token in environment variable {variable} is malformed: it begins with {variable}=",
                $"set {variable} to the token only");
        }

        // Other characters are not valid in a header, and the exception would quote the value.
        return IsToken(token)
            ? token
            : throw Missing(
                $"the API token in environment variable {variable} is malformed: it contains whitespace or other invalid characters",
                "copy the token again; a placeholder or a reference to a variable is not replaced");
    }

    /// <summary>Whether the text can be a token: all characters are valid in a header, and it is no placeholder or reference.</summary>
    public static bool IsToken(string text) => text.Length > 0
        && text.All(c => c is > ' ' and <= '~')
        && !"$<{*".Contains(text[0])
        && !text.Contains("://", StringComparison.Ordinal);

    private static CloudProviderException Missing(string message, string hint) =>
        DropletTerms.Terms.Failure(ErrorCodes.CredentialsMissing, message, hint);
}
