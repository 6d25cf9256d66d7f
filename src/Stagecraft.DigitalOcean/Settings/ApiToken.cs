namespace Stagecraft.DigitalOcean.Settings;

/// <summary>Reads the API token from the environment variable that the config names.</summary>
internal static class ApiToken
{
    /// <exception cref="CloudProviderException">The variable is not set, or what it holds cannot be a token: <c>credentials_missing</c>.</exception>
    public static string Read(string variable, Func<string, string?> getEnvironmentVariable)
    {
        string token = getEnvironmentVariable(variable)?.Trim() ?? "";
        if (token.Length == 0)
        {
            throw Missing($"API token missing from environment variable {variable}", $"set it: export {variable}=…");
        }

        // A header cannot hold anything else, and its exception would quote the value.
        return IsToken(token)
            ? token
            : throw Missing(
                $"API token missing from environment variable {variable}: what it holds has blanks or other characters that no token has",
                "copy the token anew");
    }

    /// <summary>Whether a text can be a token, by its characters.</summary>
    public static bool IsToken(string text) => text.Length > 0 && text.All(c => c is > ' ' and <= '~');

    private static CloudProviderException Missing(string message, string hint) =>
        DropletTerms.Terms.Failure(ErrorCodes.CredentialsMissing, message, hint);
}
