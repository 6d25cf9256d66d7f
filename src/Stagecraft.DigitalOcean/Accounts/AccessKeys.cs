using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Api.Client;

namespace Stagecraft.DigitalOcean.Accounts;

/// <summary>The SSH keys of a config. The list of keys has its own rate limit: keys that were found are kept for five minutes.</summary>
internal sealed class AccessKeys(DigitalOceanClient client, IReadOnlyList<Setting<string>> names, RecentKeys recent)
{
    public async Task<IReadOnlyList<SshKey>> ReadAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<SshKey> keys = await KeyFinder.FindAsync(client, names, cancellationToken).ConfigureAwait(false);
        recent.Keep(names, keys);
        return keys;
    }

    /// <summary>The kept keys, otherwise the keys as they are now.</summary>
    public async Task<IReadOnlyList<SshKey>> FindAsync(CancellationToken cancellationToken) =>
        recent.Find(names) ?? await ReadAsync(cancellationToken).ConfigureAwait(false);
}
