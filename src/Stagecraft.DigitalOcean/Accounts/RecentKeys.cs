using Stagecraft.DigitalOcean.Api;

namespace Stagecraft.DigitalOcean.Accounts;

/// <summary>The SSH keys that were read last, for five minutes.</summary>
internal sealed class RecentKeys(TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private (IReadOnlyList<Setting<string>> Names, IReadOnlyList<SshKey> Keys, long ReadAt)? _kept;

    public void Keep(IReadOnlyList<Setting<string>> names, IReadOnlyList<SshKey> keys)
    {
        lock (_lock)
        {
            _kept = (names, keys, time.GetTimestamp());
        }
    }

    public IReadOnlyList<SshKey>? Find(IReadOnlyList<Setting<string>> names)
    {
        lock (_lock)
        {
            return _kept is { } kept
                && kept.Names.Select(n => n.Value).SequenceEqual(names.Select(n => n.Value), StringComparer.Ordinal)
                && time.GetElapsedTime(kept.ReadAt) < Lifetime
                    ? kept.Keys
                    : null;
        }
    }
}
