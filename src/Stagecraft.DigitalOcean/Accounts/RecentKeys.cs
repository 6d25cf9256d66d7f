using Stagecraft.DigitalOcean.Api;

namespace Stagecraft.DigitalOcean.Accounts;

/// <summary>The SSH keys that were read last, for five minutes. Safe for use by several threads.</summary>
internal sealed class RecentKeys(TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private volatile Entry? _last;

    public void Keep(IReadOnlyList<Setting<string>> names, IReadOnlyList<SshKey> keys) =>
        _last = new Entry([.. names.Select(n => n.Value)], keys, time.GetTimestamp());

    public IReadOnlyList<SshKey>? Find(IReadOnlyList<Setting<string>> names) =>
        _last is { } last && last.Names.SequenceEqual(names.Select(n => n.Value)) && time.GetElapsedTime(last.ReadAt) < Lifetime
            ? last.Keys : null;

    private sealed record Entry(IReadOnlyList<string> Names, IReadOnlyList<SshKey> Keys, long ReadAt);
}
