namespace Stagecraft.Aws.Sandbox.Protocol;

/// <summary>The wildcards of filter values: <c>*</c>, <c>?</c>, and a backslash that escapes them. Case-sensitive.</summary>
internal static class FilterPattern
{
    public static bool Matches(string pattern, string text)
    {
        (int place, int read, int star, int retry) = (0, 0, -1, 0);
        while (read < text.Length)
        {
            bool isEscape = place + 1 < pattern.Length && pattern[place] == '\\';
            if (!isEscape && place < pattern.Length && pattern[place] == '*')
            {
                (star, retry) = (place++, read);
            }
            else if (isEscape ? pattern[place + 1] == text[read] : place < pattern.Length && Fits(pattern[place], text[read]))
            {
                (place, read) = (place + (isEscape ? 2 : 1), read + 1);
            }
            else if (star >= 0)
            {
                (place, read) = (star + 1, ++retry);
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(place).TrimStart('*').IsEmpty;
    }

    private static bool Fits(char pattern, char actual) => pattern == '?' || pattern == actual;
}
