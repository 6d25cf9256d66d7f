using Stagecraft.DigitalOcean.Sandbox.Droplets;

namespace Stagecraft.DigitalOcean.Sandbox.Json;

internal sealed record BackupWindowJson(string Start, string End)
{
    public static BackupWindowJson Of(BackupPolicy policy, DateTimeOffset now)
    {
        DateTimeOffset start = policy.NextStart(now);
        return new BackupWindowJson(Timestamp.Format(start), Timestamp.Format(start.AddHours(BackupPolicy.WindowHours)));
    }
}
