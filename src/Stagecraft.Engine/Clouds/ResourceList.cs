namespace Stagecraft.Engine.Clouds;

/// <summary>All resources of a kind in an account, as one complete read showed them.</summary>
/// <param name="Resources">Each once, sorted by id.</param>
/// <param name="SentAt">When the first request was sent, as a timestamp of the clock.</param>
public sealed record ResourceList(IReadOnlyList<Resource> Resources, long SentAt);
