using System.Text.RegularExpressions;
using Stagecraft.Config;
using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Api.Client;
using Stagecraft.DigitalOcean.Settings;
using Stagecraft.Engine.Clouds;
using Stagecraft.Errors;
using Stagecraft.Providers;

namespace Stagecraft.DigitalOcean.Accounts;

/// <summary>Finds the SSH key that the config names: by name, or by id or fingerprint, which do not count against the key list's own limit.</summary>
internal static partial class KeyFinder
{
    /// <exception cref="CloudProviderException">No such key, or several of that name: <c>ssh_key_not_found</c>.</exception>
    public static async Task<SshKey> FindAsync(DigitalOceanClient client, string name, CancellationToken cancellationToken)
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
                    : "add the key to the account, or name one that is there"),
            _ => throw NotFound(
                $"SSH key '{name}' not found in DigitalOcean account: several keys have that name",
                "put one of these into ssh_key_name: " + string.Join(", ", named.Select(k => $"{k.Id} ({k.Fingerprint})"))),
        };
    }

    private static CloudProviderException NotFound(string message, string hint) =>
        DropletTerms.Terms.Failure(ErrorCodes.SshKeyNotFound, message, hint);

    [GeneratedRegex("^([0-9]+|[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){15})\\z", RegexOptions.CultureInvariant)]
    private static partial Regex IdOrFingerprint();
}
