namespace Stagecraft.DigitalOcean.Sandbox.Web;

/// <summary>Text of any length, for people.</summary>
internal static class Excerpt
{
    private const int Most = 300;

    public static string Of(string text)
    {
        if (text.Length <= Most)
        {
            return text;
        }
        // Not through the middle of a character.
        int end = char.IsHighSurrogate(text[Most - 1]) ? Most - 1 : Most;
        return text[..end] + "…";
    }
}
