using System.Globalization;
using Stagecraft.Errors;

namespace Stagecraft.Fuzzing;

/// <summary>What holds for every text that a person will see.</summary>
public static class TextCheck
{
    // Far longer than any honest message.
    private const int Longest = 4000;

    /// <summary>What is wrong with a text, or null.</summary>
    public static string? Of(string what, string? text)
    {
        if (text is null)
        {
            return null;
        }

        foreach (char c in text)
        {
            if (char.GetUnicodeCategory(c)
                is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                return $"{what} holds U+{(int)c:X4}: {Shown.Of(text)}";
            }
        }

        return text.Length > Longest ? $"{what} has {text.Length} characters" : null;
    }

    /// <summary>What is wrong with the words of a problem, or null.</summary>
    public static string? Of(Problem problem) =>
        (problem.Message.Length == 0 ? "a problem has no message" : null)
        ?? Of("a message", problem.Message)
        ?? Of("a hint", problem.Hint)
        ?? Of("a path", problem.Path)
        ?? Of("a request id", problem.RequestId)
        ?? (ErrorCodes.All.Contains(problem.Code) ? null : $"the code {problem.Code} is not documented");

    /// <summary>What is wrong with the problems of a file, or null: each is <c>config_invalid</c> and has a place in the file.</summary>
    public static string? OfFile(IReadOnlyList<Problem> problems, string file, ReadOnlySpan<byte> content)
    {
        if (problems.Count == 0)
        {
            return "refused without a problem";
        }

        int lines = 1;
        foreach (byte b in content)
        {
            lines += b is (byte)'\n' or (byte)'\r' ? 1 : 0;
        }

        foreach (Problem problem in problems)
        {
            if (problem.Code != ErrorCodes.ConfigInvalid
                || problem.Location is not { Line: > 0, Column: > 0 } place
                || place.File != file
                || place.Line > lines
                || place.Column > content.Length + 1)
            {
                return $"a problem has no fit code or place: {problem}";
            }

            if (Of(problem) is { } wrong)
            {
                return wrong;
            }
        }

        return null;
    }
}
