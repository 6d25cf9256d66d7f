namespace Stagecraft.DigitalOcean.Api;

/// <summary>The account that the token belongs to.</summary>
/// <param name="DropletLimit">The maximum number of droplets; null if the token may not read it.</param>
/// <param name="Status"><c>active</c>, <c>warning</c>, <c>locked</c>, or another status that the API returns.</param>
/// <param name="StatusMessage">The reason for the status, as text from the network; null or empty without one.</param>
/// <param name="EmailVerified">Whether the email address is verified; null if it is unknown.</param>
/// <param name="VolumeLimit">The maximum number of volumes; null if the API does not show it. It is not documented.</param>
internal sealed record Account(
    int? DropletLimit = null, string? Status = null, string? StatusMessage = null, bool? EmailVerified = null, int? VolumeLimit = null)
{
    private const int LongestReason = 300;

    public bool IsLocked => Status == "locked";

    /// <summary>What to do about a locked account.</summary>
    public static string LockedHint => "contact DigitalOcean support";

    /// <summary>A sentence about the status, with its reason.</summary>
    public string Describe()
    {
        string reason = TextSanitizer.OneLine(StatusMessage ?? "").Trim();
        string what = IsLocked ? "the account is locked" : $"the account's status is {Excerpt.Of(Status ?? "")}";
        return reason.Length == 0 ? what : $"{what}: {(reason.Length <= LongestReason ? reason : reason[..LongestReason] + "…")}";
    }
}
