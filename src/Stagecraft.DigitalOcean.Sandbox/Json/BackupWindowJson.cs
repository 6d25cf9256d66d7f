namespace Stagecraft.DigitalOcean.Sandbox.Json;

internal sealed record BackupWindowJson(string Start, string End);
