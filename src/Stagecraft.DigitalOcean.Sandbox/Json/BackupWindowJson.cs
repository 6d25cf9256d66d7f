using Stagecraft.DigitalOcean.Sandbox.Droplets;

namespace Stagecraft.DigitalOcean.Sandbox.Json;

internal sealed record BackupWindowJson(string Start, string End)
{
    public static BackupWindowJson Of(BackupPolicy policy, DateTimeOffset now)
    {
        DateTimeOffset start = policy.NextStart(now);
        return new BackupWindowJson(Instant.Text(start), Instant.Text(start.AddHours(BackupPolicy.WindowHours)));
    }
}
