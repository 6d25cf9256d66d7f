using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Api.Client;

namespace Stagecraft.DigitalOcean.Accounts;

/// <summary>The SSH key of a config. The list of keys has its own rate limit: a key that was found is kept for five minutes.</summary>
internal sealed class AccessKey(DigitalOceanClient client, string name, RecentKeys recent)
{
    public async Task<SshKey> ReadAsync(CancellationToken cancellationToken)
    {
        SshKey key = await KeyFinder.FindAsync(client, name, cancellationToken).ConfigureAwait(false);
        recent.Keep(name, key);
        return key;
    }

    /// <summary>The kept key, otherwise the key as it is now.</summary>
    public async Task<SshKey> FindAsync(CancellationToken cancellationToken) =>
        recent.Find(name) ?? await ReadAsync(cancellationToken).ConfigureAwait(false);
}
