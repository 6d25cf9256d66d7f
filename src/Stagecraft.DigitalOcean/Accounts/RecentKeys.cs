using Stagecraft.DigitalOcean.Api;

namespace Stagecraft.DigitalOcean.Accounts;

/// <summary>The SSH key that was read last, for five minutes. Safe for use by several threads.</summary>
internal sealed class RecentKeys(TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private volatile Entry? _last;

    public void Keep(string name, SshKey key) => _last = new Entry(name, key, time.GetTimestamp());

    public SshKey? Find(string name) =>
        _last is { } last && last.Name == name && time.GetElapsedTime(last.ReadAt) < Lifetime ? last.Key : null;

    private sealed record Entry(string Name, SshKey Key, long ReadAt);
}
