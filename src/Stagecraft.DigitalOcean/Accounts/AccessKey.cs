using System.Text.RegularExpressions;
using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Api.Client;
using Stagecraft.DigitalOcean.Settings;

namespace Stagecraft.DigitalOcean.Accounts;

/// <summary>The SSH key of a config. The list of keys has its own rate limit: a key that was found is kept for five minutes.</summary>
internal sealed partial class AccessKey(DigitalOceanClient client, string name, RecentKeys recent)
{
    /// <summary>The kept key, otherwise the key as it is now.</summary>
    public async Task<SshKey> FindAsync(CancellationToken cancellationToken) =>
        recent.Find(name) ?? await ReadAsync(cancellationToken).ConfigureAwait(false);

    public async Task<SshKey> ReadAsync(CancellationToken cancellationToken)
    {
        SshKey key = await ReadAsync(client, name, cancellationToken).ConfigureAwait(false);
        recent.Keep(name, key);
        return key;
    }

    /// <summary>Finds a key by name, or by id or fingerprint, which do not count against the rate limit of the key list.</summary>
    /// <exception cref="CloudProviderException">No key or several keys have the name: <c>ssh_key_not_found</c>.</exception>
    public static async Task<SshKey> ReadAsync(DigitalOceanClient client, string name, CancellationToken cancellationToken)
    {
        if (IdOrFingerprint().IsMatch(name))
        {
            Dated<SshKey?> single = await client.GetSshKeyAsync(name, cancellationToken).ConfigureAwait(false);
            if (single.Value is { } key)
            {
                return key;
            }
        }

        Listing<SshKey> keys = await client.ListSshKeysAsync(cancellationToken).ConfigureAwait(false);
        SshKey[] named = [.. keys.Items.Where(k => string.Equals(k.Name, name, StringComparison.Ordinal))];
        return named.Length switch
        {
            1 => named[0],
            0 => throw NotFound(
                $"SSH key '{name}' not found in DigitalOcean account",
                Suggestion.Nearest(name, keys.Items.Select(k => k.Name)) is { } near
                    ? $"did you mean '{near}'?"
                    : "add the key to the account, or name an existing one"),
            _ => throw NotFound(
                $"SSH key '{name}' not found in DigitalOcean account: several keys have this name",
                "set ssh_key_name to one of these: " + string.Join(", ", named.Select(k => $"{k.Id} ({k.Fingerprint})"))),
        };
    }

    private static CloudProviderException NotFound(string message, string hint) =>
        DropletTerms.Terms.Failure(ErrorCodes.SshKeyNotFound, message, hint);

    [GeneratedRegex("^([0-9]+|[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){15})\\z", RegexOptions.CultureInvariant)]
    private static partial Regex IdOrFingerprint();
}
