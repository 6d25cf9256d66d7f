namespace Stagecraft.DigitalOcean.Planning;

/// <summary>The statuses that mean something to us; any other word is kept as the API tells it.</summary>
internal static class DropletStatus
{
    public const string New = "new";
    public const string Active = "active";
}
