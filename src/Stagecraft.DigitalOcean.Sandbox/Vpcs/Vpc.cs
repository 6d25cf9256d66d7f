namespace Stagecraft.DigitalOcean.Sandbox.Vpcs;

/// <summary>A private network in a region.</summary>
/// <param name="Id">The UUID.</param>
/// <param name="Name">The unique name.</param>
/// <param name="Description">Any text.</param>
/// <param name="Region">The region slug.</param>
/// <param name="Range">The IP range; it never changes.</param>
/// <param name="IsDefault">Whether it is the default for droplets in its region.</param>
/// <param name="CreatedAt">The time of creation.</param>
internal sealed record Vpc(
    string Id, string Name, string Description, string Region, Ipv4Range Range, bool IsDefault, DateTimeOffset CreatedAt)
{
    public const int MaxDescriptionLength = 255;

    /// <summary>Whether it is an initial VPC. The addresses of its droplets are derived from their slots and not stored.</summary>
    public bool IsNumberedBySlot => Range.Prefix < VpcRanges.MinPrefix;

    public static bool IsValidName(string name) =>
        name.Length > 0 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.');
}
