namespace Stagecraft.DigitalOcean.Sandbox.LoadBalancers;

/// <summary>A certificate of the account.</summary>
/// <param name="Id">The number of its UUID.</param>
/// <param name="Name">The unique name.</param>
internal sealed record Certificate(long Id, string Name)
{
    public static readonly DateTimeOffset CreatedAt = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    public static readonly DateTimeOffset NotAfter = CreatedAt.AddYears(10);
}
