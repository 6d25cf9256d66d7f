using Stagecraft.DigitalOcean.Api;

namespace Stagecraft.DigitalOcean.Accounts;

/// <summary>The SSH key that was read last, for five minutes.</summary>
internal sealed class RecentKeys(TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private (string Name, SshKey Key, long ReadAt)? _kept;

    public void Keep(string name, SshKey key)
    {
        lock (_lock)
        {
            _kept = (name, key, time.GetTimestamp());
        }
    }

    public SshKey? Find(string name)
    {
        lock (_lock)
        {
            return _kept is { } kept && kept.Name == name && time.GetElapsedTime(kept.ReadAt) < Lifetime ? kept.Key : null;
        }
    }
}
