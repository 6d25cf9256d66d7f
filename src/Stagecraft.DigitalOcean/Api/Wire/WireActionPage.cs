namespace Stagecraft.DigitalOcean.Api.Wire;

/// <summary>Only ever the first page is read, so its links and total do not matter.</summary>
internal sealed class WireActionPage
{
    public required List<WireAction?> Actions { get; init; }
}
