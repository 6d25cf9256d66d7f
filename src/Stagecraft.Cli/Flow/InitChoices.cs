using System.Globalization;
using Stagecraft.Cli.Cloud;
using Stagecraft.Cli.Errors;

namespace Stagecraft.Cli.Flow;

/// <summary>The valid values and the defaults of <c>init</c>.</summary>
internal static class InitChoices
{
    private const int MinMemory = 1024;
    private const int MaxOfARole = 99;

    // The name of a machine contains the project, the environment and the host.
    private const int MaxDefaultProject = 32;

    /// <summary>The default key: the only one.</summary>
    internal static string? DefaultKey(CloudCatalog offer) => offer.SshKeys is [var only] ? only.Name : null;

    /// <summary>The key as written in the file: the name, or the id if several keys have the name.</summary>
    /// <exception cref="CloudProviderException">There is none: <c>ssh_key_not_found</c>.</exception>
    /// <exception cref="UsageException">Several have that name.</exception>
    internal static string Key(CloudCatalog offer, string wanted)
    {
        CatalogKey[] named = [.. offer.SshKeys.Where(k => k.Name == wanted)];
        if (named.Length > 1)
        {
            throw new UsageException(
                $"several SSH keys are named '{wanted}'",
                "choose by id: " + string.Join(", ", named.Select(k => $"{k.Id} ({k.Fingerprint})")));
        }

        return named.Length == 1 || offer.SshKeys.Any(k => Identifies(wanted, k))
            ? wanted
            : throw new CloudProviderException(null, new Problem(
                ErrorCodes.SshKeyNotFound,
                wanted.Length == 0 ? "an SSH key is required" : $"the account has no SSH key '{wanted}'",
                $"it has {Listed(wanted, offer.SshKeys.Select(k => k.Name))}"));
    }

    // As in a config: digitalocean.md 2.9.
    private static bool Identifies(string wanted, CatalogKey key) =>
        wanted == key.Id
        || wanted == key.Sha256
        || wanted.Equals(key.Fingerprint, StringComparison.OrdinalIgnoreCase)
        || wanted.Equals("MD5:" + key.Fingerprint, StringComparison.OrdinalIgnoreCase);

    /// <exception cref="CloudProviderException">The account has no key.</exception>
    internal static void RequireKeys(CloudDescription cloud, CloudCatalog offer)
    {
        if (offer.SshKeys.Count == 0)
        {
            throw new CloudProviderException(null, new Problem(
                ErrorCodes.SshKeyNotFound,
                "the account has no SSH key, and without one no one can log in to a host",
                cloud.Init.AddSshKey));
        }
    }

    internal static string DefaultRegion(string proposed, CloudCatalog offer) =>
        offer.Regions.Any(r => r.Slug == proposed) || offer.Regions.Count == 0
            ? proposed
            : offer.Regions[0].Slug;

    /// <exception cref="UsageException">There is none.</exception>
    internal static string Region(CloudCatalog offer, string wanted) => offer.Regions.Any(r => r.Slug == wanted)
        ? wanted
        : throw new UsageException(
            $"region '{wanted}' is not available", $"available: {Listed(wanted, offer.Regions.Select(r => r.Slug))}");

    /// <summary>The usable sizes of a region, cheapest first.</summary>
    internal static IReadOnlyList<CatalogSize> Sizes(CloudCatalog offer, string region) =>
        [.. offer.Sizes.Where(s => s.Regions.Contains(region) && s.Memory >= MinMemory)];

    /// <exception cref="UsageException">The region does not have it.</exception>
    internal static CatalogSize Size(CloudCatalog offer, string region, string wanted) =>
        offer.Sizes.FirstOrDefault(s => s.Slug == wanted && s.Regions.Contains(region))
        ?? throw new UsageException(
            $"size '{wanted}' is not available in {region}",
            $"available: {Listed(wanted, offer.Sizes.Where(s => s.Regions.Contains(region)).Select(s => s.Slug))}");

    /// <summary>A project name from a directory's name.</summary>
    internal static string DefaultProject(string folder)
    {
        string name = string.Concat(folder.ToLowerInvariant().Select(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) ? c : '-'));
        name = name[..Math.Min(name.Length, MaxDefaultProject)].Trim('-');
        return NameRule.IsValid(name) ? name : "app";
    }

    /// <exception cref="UsageException">It is none.</exception>
    internal static string Name(string what, string name) => NameRule.IsValid(name) && name.Length <= NameRule.MaxLength
        ? name
        : throw new UsageException($"{Excerpt.Of(name)} is not a valid name of {what}", NameRule.Hint);

    /// <summary>Roles and their counts: <c>app=2 db=1</c>, also with commas; a role without a count is one host.</summary>
    /// <exception cref="UsageException">The text has another form.</exception>
    internal static IReadOnlyList<(string Role, int Count)> Hosts(string text)
    {
        List<(string Role, int Count)> hosts = new List<(string Role, int Count)>();
        foreach (string part in text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries))
        {
            string[] pair = part.Split('=');
            string role = Name("a role", pair[0]);
            int count = 1;
            if (pair.Length > 2
                || (pair.Length == 2
                && !(int.TryParse(pair[1], NumberStyles.None, CultureInfo.InvariantCulture, out count) && count is >= 1 and <= MaxOfARole)))
            {
                throw new UsageException(
                    $"{Excerpt.Of(part)} is not a role with a number of hosts",
                    $"write ROLE=COUNT, 1 to {Rendering.Words.Number(MaxOfARole)}, for example app=2");
            }

            if (hosts.Any(h => h.Role == role))
            {
                throw new UsageException($"the role '{role}' is specified twice");
            }

            hosts.Add((role, count));
        }

        return hosts.Count > 0 ? hosts : throw new UsageException("at least one host is required", "write ROLE=COUNT, for example app=2");
    }

    private static string Listed(string wanted, IEnumerable<string> all)
    {
        string[] names = [.. all];
        string near = Suggestion.Nearest(wanted, names) is { } meant ? $", probably '{meant}'" : "";
        return string.Join(", ", names.Take(10).Select(n => Excerpt.Of(n)[1..^1])) + (names.Length > 10 ? ", …" : "") + near;
    }
}
