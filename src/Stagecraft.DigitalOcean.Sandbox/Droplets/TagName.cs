namespace Stagecraft.DigitalOcean.Sandbox.Droplets;

/// <summary>Validation of tags.</summary>
internal static class TagName
{
    public static bool IsValid(string tag) =>
        tag.Length is > 0 and <= 255
        && tag.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or ':');
}
