using Stagecraft.DigitalOcean.Sandbox.Core;

namespace Stagecraft.DigitalOcean.Sandbox.Droplets;

/// <summary>Validation of tags.</summary>
internal static class TagName
{
    public static bool IsValid(string tag) =>
        tag.Length is > 0 and <= 255
        && tag.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or ':');

    /// <summary>The valid tags in the member <c>tags</c> of a request, which need not exist.</summary>
    public static List<string> Read(JsonBody body)
    {
        List<string> tags = [.. body.Texts("tags")];
        return tags.TrueForAll(IsValid) ? tags : throw ApiError.Unprocessable("A tag has invalid characters or length.");
    }
}
