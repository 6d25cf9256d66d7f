namespace Stagecraft.DigitalOcean.Sandbox.Vpcs;

/// <summary>A private network of a region.</summary>
/// <param name="Id">The UUID.</param>
/// <param name="Name">The name; unique.</param>
/// <param name="Description">Any text.</param>
/// <param name="Region">The region's slug.</param>
/// <param name="Range">Its addresses, which never change.</param>
/// <param name="IsDefault">Whether it takes the droplets of its region that ask for none.</param>
/// <param name="CreatedAt">When it was created.</param>
internal sealed record Vpc(
    string Id, string Name, string Description, string Region, Ipv4Range Range, bool IsDefault, DateTimeOffset CreatedAt)
{
    public const int MaxDescriptionLength = 255;

    /// <summary>Whether it was there from the start: its droplets' addresses follow from their slots then, and are not stored.</summary>
    public bool IsNumberedBySlot => Range.Prefix < VpcRanges.MinPrefix;

    public static bool IsValidName(string name) =>
        name.Length > 0 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.');
}
