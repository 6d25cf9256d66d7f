namespace Stagecraft.Aws.Sandbox.State;

/// <summary>What a client token remembers.</summary>
internal sealed class TokenEntry
{
    /// <summary>The scope and the token.</summary>
    public string Key { get; set; } = "";

    /// <summary>The digest of the parameters of the first request.</summary>
    public string Digest { get; set; } = "";

    /// <summary>The instances; none after a refusal.</summary>
    public List<string> InstanceIds { get; set; } = [];

    /// <summary>The reservation of the instances.</summary>
    public string ReservationId { get; set; } = "";

    public DateTimeOffset At { get; set; }
}
