namespace Stagecraft.DigitalOcean.Sandbox.Json;

internal sealed record LoggedRequestJson(long Number, DateTimeOffset Time, string Method, string Target, int Status, string? Fault);
