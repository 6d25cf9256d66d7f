namespace Stagecraft.DigitalOcean.Api.Wire;

/// <summary>Only the first page is read, so that its links and its total do not matter.</summary>
internal sealed record WireActionPage(List<DropletAction?> Actions);
