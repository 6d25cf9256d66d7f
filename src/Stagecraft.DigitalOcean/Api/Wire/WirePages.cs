namespace Stagecraft.DigitalOcean.Api.Wire;

/// <param name="Next">Null on the last page.</param>
internal sealed record WirePages(string? Next = null);
