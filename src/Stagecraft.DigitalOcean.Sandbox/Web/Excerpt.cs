namespace Stagecraft.DigitalOcean.Sandbox.Web;

/// <summary>Text of any length, for people.</summary>
internal static class Excerpt
{
    private const int MaxLength = 300;

    public static string Of(string text)
    {
        if (text.Length <= MaxLength)
        {
            return text;
        }
        // Not through the middle of a character.
        int end = char.IsHighSurrogate(text[MaxLength - 1]) ? MaxLength - 1 : MaxLength;
        return text[..end] + "…";
    }
}
