using System.Text.RegularExpressions;

namespace Stagecraft.DigitalOcean.Settings;

/// <summary>What <c>token_env</c> must be. No message repeats its value: it may be a token, put there by mistake.</summary>
internal static partial class TokenEnvRule
{
    /// <summary>What the name of a variable looks like.</summary>
    public const string Expression = "[A-Za-z_][A-Za-z0-9_]*";

    private const string Hint = "Write the name of the environment variable that holds the token, for instance DO_TOKEN.";

    public static void Check(Setting<string> tokenEnv, ConfigProblems problems)
    {
        if (Token().IsMatch(tokenEnv.Value))
        {
            problems.AddAt(tokenEnv.Location, tokenEnv.Path, "token_env looks like a token itself: the variable's name belongs there",
                Hint + " Consider the token in the file as known to others, and replace it.");
        }
        else if (!VariableName().IsMatch(tokenEnv.Value))
        {
            problems.AddAt(tokenEnv.Location, tokenEnv.Path, "token_env is not the name of an environment variable", Hint);
        }
    }

    // The second form is that of the tokens that came before the prefixes.
    [GeneratedRegex(@"do[opr]_v[0-9]+_|^[0-9a-f]{64}\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Token();

    [GeneratedRegex("^" + Expression + "\\z", RegexOptions.CultureInvariant)]
    private static partial Regex VariableName();
}
