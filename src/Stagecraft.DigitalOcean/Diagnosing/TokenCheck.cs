using Stagecraft.DigitalOcean.Settings;

namespace Stagecraft.DigitalOcean.Diagnosing;

/// <summary>Whether there is a token.</summary>
internal static class TokenCheck
{
    /// <summary>Sent where there is none, to see whether anybody answers.</summary>
    public const string None = "none";

    public static string? Tell(DiagnosticResults findings, string variable, Func<string, string?> getEnvironmentVariable)
    {
        try
        {
            string token = ApiToken.Read(variable, getEnvironmentVariable);
            findings.Ok(Checks.Token, $"variable {variable} is set");
            return token;
        }
        catch (CloudProviderException e)
        {
            findings.Fail(Checks.Token, e.Problems[0]);
            return null;
        }
    }
}
