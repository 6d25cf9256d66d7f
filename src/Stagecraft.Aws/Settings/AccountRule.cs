namespace Stagecraft.Aws.Settings;

/// <summary>Reads <c>account_id</c>.</summary>
internal static class AccountRule
{
    public const string Hint = "'aws sts get-caller-identity' shows the number of the account; example: account_id: \"123456789012\"";

    private const int Digits = 12;

    /// <returns>The number; null if it is absent or invalid and reported.</returns>
    public static Setting<string>? Read(SectionReader section, ConfigProblems problems)
    {
        if (section.Node(SectionKeys.AccountId).Setting?.Value is not { } node)
        {
            return null;
        }

        if (node is not ConfigScalar { Value: { } text } scalar)
        {
            problems.Add(node, $"account_id must be a string of {Digits} digits, not {node.Kind}", Hint);
            return null;
        }

        bool isNumber = text.Length > 0 && text.All(char.IsAsciiDigit);
        if (isNumber && !scalar.IsQuoted)
        {
            // A leading zero would be lost by programs that read the value as a number.
            problems.Add(node, "account_id is a number: it must be a string", $"write it in quotes: account_id: \"{text}\"");
            return null;
        }

        if (!isNumber || text.Length != Digits)
        {
            problems.Add(node, $"account_id is {Excerpt.Of(text)}, which is not the number of an account: {Digits} digits", Hint);
            return null;
        }

        return new(text, node.Location, node.Path);
    }
}
