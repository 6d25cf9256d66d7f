namespace Stagecraft.DigitalOcean.Api.Wire;

internal sealed class WirePages
{
    /// <summary>Absent on the last page.</summary>
    public string? Next { get; init; }
}
