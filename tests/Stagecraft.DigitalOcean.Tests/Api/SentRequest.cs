namespace Stagecraft.DigitalOcean.Tests.Api;

/// <summary>A request as the handler saw it.</summary>
internal sealed record SentRequest(
    string Method, Uri Uri, string? Authorization, string UserAgent, string Accept, string AllHeaders, string? Body, TimeSpan At);
