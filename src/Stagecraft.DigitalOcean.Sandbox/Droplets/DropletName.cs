namespace Stagecraft.DigitalOcean.Sandbox.Droplets;

/// <summary>Validation of droplet names.</summary>
internal static class DropletName
{
    public const string Invalid = "Only valid hostname characters are allowed. (a-z, A-Z, 0-9, . and -)";

    public static bool IsValid(string name) =>
        name.Length is > 0 and <= 255
        && char.IsAsciiLetterOrDigit(name[^1])
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-');
}
