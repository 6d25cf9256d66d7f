using System.Text.RegularExpressions;

namespace Stagecraft.DigitalOcean.Settings;

/// <summary>Validates <c>token_env</c>. No message repeats its value, which can be a token by mistake.</summary>
internal static partial class TokenEnvRule
{
    public const string Expression = "[A-Za-z_][A-Za-z0-9_]*";

    private const string Hint = "write the name of the environment variable that contains the token, for example DO_TOKEN";

    public static void Check(Setting<string> tokenEnv, ConfigProblems problems)
    {
        if (Token().IsMatch(tokenEnv.Value))
        {
            problems.AddAt(tokenEnv.Location, tokenEnv.Path, "token_env looks like a token itself: it must be the name of a variable",
                Hint + "; treat this token as compromised: revoke it and create a new one");
        }
        else if (!VariableName().IsMatch(tokenEnv.Value))
        {
            problems.AddAt(tokenEnv.Location, tokenEnv.Path, "token_env is not the name of an environment variable", Hint);
        }
    }

    // The second form is that of older tokens, without a prefix.
    [GeneratedRegex(@"do[opr]_v[0-9]+_|^[0-9a-f]{64}\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Token();

    [GeneratedRegex("^" + Expression + "\\z", RegexOptions.CultureInvariant)]
    private static partial Regex VariableName();
}
