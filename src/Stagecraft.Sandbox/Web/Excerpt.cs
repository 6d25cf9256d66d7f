namespace Stagecraft.Sandbox.Web;

/// <summary>Truncates long text for display.</summary>
internal static class Excerpt
{
    private const int MaxLength = 300;

    public static string Of(string text)
    {
        if (text.Length <= MaxLength)
        {
            return text;
        }
        // Do not split a surrogate pair.
        int end = char.IsHighSurrogate(text[MaxLength - 1]) ? MaxLength - 1 : MaxLength;
        return text[..end] + "…";
    }
}
