namespace Stagecraft.DigitalOcean.Api.Wire;

/// <summary>Absent, null, <c>{}</c> and <c>{"pages": {}}</c> all occur on a list of one page.</summary>
internal sealed class WireLinks
{
    public WirePages? Pages { get; init; }
}
