using System.Text.RegularExpressions;
using Stagecraft.DigitalOcean.Api;
using Stagecraft.DigitalOcean.Api.Client;
using Stagecraft.DigitalOcean.Settings;

namespace Stagecraft.DigitalOcean.Accounts;

/// <summary>The SSH keys of a config. The list of keys has its own rate limit: keys that were found are kept for five minutes.</summary>
internal sealed partial class AccessKeys(DigitalOceanClient client, IReadOnlyList<Setting<string>> names, RecentKeys recent)
{
    private const string Md5Prefix = "MD5:";

    /// <summary>The kept keys, otherwise the keys as they are now.</summary>
    public async Task<IReadOnlyList<SshKey>> FindAsync(CancellationToken cancellationToken) =>
        recent.Find(names) ?? await ReadAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>The keys as they are now. If the rate limit of the list delays it: the kept keys; null without them.</summary>
    public async Task<IReadOnlyList<SshKey>?> ReadNowAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<SshKey>? keys = await ReadAsync(client, names, ListNowAsync, cancellationToken).ConfigureAwait(false);
        return keys is null ? recent.Find(names) : Keep(keys);

        async Task<IReadOnlyList<SshKey>?> ListNowAsync()
        {
            try
            {
                return (await client.ListSshKeysNowAsync(cancellationToken).ConfigureAwait(false)).Items;
            }
            catch (CloudException e) when (e.Kind == FailureKind.RateLimited)
            {
                return null;
            }
        }
    }

    public async Task<IReadOnlyList<SshKey>> ReadAsync(CancellationToken cancellationToken) =>
        Keep(await ReadAsync(client, names, cancellationToken).ConfigureAwait(false));

    /// <summary>Finds keys by name, id or fingerprint.</summary>
    /// <returns>The keys in the order of the config, each once.</returns>
    /// <exception cref="CloudProviderException">Some names have no key or several keys: <c>ssh_key_not_found</c>, all problems
    /// together.</exception>
    public static async Task<IReadOnlyList<SshKey>> ReadAsync(
        DigitalOceanClient client, IReadOnlyList<Setting<string>> names, CancellationToken cancellationToken) =>
        (await ReadAsync(
            client, names, async () => (await client.ListSshKeysAsync(cancellationToken).ConfigureAwait(false)).Items, cancellationToken)
            .ConfigureAwait(false))!;

    /// <returns>Null if there is no list.</returns>
    private static async Task<IReadOnlyList<SshKey>?> ReadAsync(
        DigitalOceanClient client,
        IReadOnlyList<Setting<string>> names,
        Func<Task<IReadOnlyList<SshKey>?>> list,
        CancellationToken cancellationToken)
    {
        // A read of one key does not count against the rate limit of the list.
        if (names is [{ Value: { } only }] && IdOrFingerprint().IsMatch(WithoutPrefix(only)))
        {
            Dated<SshKey?> single = await client.GetSshKeyAsync(WithoutPrefix(only), cancellationToken).ConfigureAwait(false);
            if (single.Value is { } key)
            {
                return [key];
            }
        }

        if (await list().ConfigureAwait(false) is not { } keys)
        {
            return null;
        }

        (Setting<string> Name, SshKey[] Keys)[] found = [.. names.Select(n => (n, Matches(n.Value, keys)))];
        Problem[] problems = [.. found.Where(f => f.Keys.Length != 1).Select(f => ProblemOf(f.Name, f.Keys, keys))];
        return problems.Length == 0
            ? [.. found.Select(f => f.Keys[0]).DistinctBy(k => k.Id)]
            : throw new CloudProviderException(DropletTerms.Terms.Provider, problems);
    }

    private IReadOnlyList<SshKey> Keep(IReadOnlyList<SshKey> keys)
    {
        recent.Keep(names, keys);
        return keys;
    }

    private static SshKey[] Matches(string name, IReadOnlyList<SshKey> keys)
    {
        string fingerprint = WithoutPrefix(name);
        SshKey? exact = keys.FirstOrDefault(k => k.Id.ToString(CultureInfo.InvariantCulture) == name)
            ?? keys.FirstOrDefault(k => string.Equals(k.Fingerprint, fingerprint, StringComparison.OrdinalIgnoreCase))
            ?? keys.FirstOrDefault(k => k.Sha256() == name);
        return exact is null ? [.. keys.Where(k => string.Equals(k.Name, name, StringComparison.Ordinal))] : [exact];
    }

    private static Problem ProblemOf(Setting<string> name, SshKey[] named, IReadOnlyList<SshKey> keys)
    {
        string message = $"SSH key '{name.Value}' not found in DigitalOcean account";
        return named.Length == 0
            ? new(
                ErrorCodes.SshKeyNotFound,
                message,
                Suggestion.Nearest(name.Value, keys.Select(k => k.Name)) is { } near
                    ? $"did you mean '{near}'?"
                    : "add the key to the account, or name an existing one",
                name.Location,
                name.Path)
            : new(
                ErrorCodes.SshKeyNotFound,
                message + ": several keys have this name",
                "use the ID of one of these: " + string.Join(", ", named.Select(k => $"{k.Id} ({k.Fingerprint})")),
                name.Location,
                name.Path);
    }

    private static string WithoutPrefix(string name) =>
        name.StartsWith(Md5Prefix, StringComparison.OrdinalIgnoreCase) ? name[Md5Prefix.Length..] : name;

    [GeneratedRegex("^([0-9]+|[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){15})\\z", RegexOptions.CultureInvariant)]
    private static partial Regex IdOrFingerprint();
}
