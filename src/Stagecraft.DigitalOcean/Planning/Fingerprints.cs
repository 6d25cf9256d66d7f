using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Stagecraft.DigitalOcean.Api;

namespace Stagecraft.DigitalOcean.Planning;

/// <summary>Hashes of what a plan was made from (spec 5.6).</summary>
internal static class Fingerprints
{
    public static string OfConfig(DesiredState desired)
    {
        using Canonical text = new();
        text.Add(desired.Ownership.Project).Add(desired.Ownership.Environment).Add(desired.Intent.ToString()).Add(desired.SshKeyName);
        foreach (DesiredHost host in desired.Hosts)
        {
            text.Add(host.Name).Add(host.CreationKey);
        }

        return text.Hash();
    }

    public static string OfAccount(ActualState actual)
    {
        using Canonical text = new();
        foreach (Droplet droplet in actual.Owned)
        {
            text.Add(droplet.Id.ToString(CultureInfo.InvariantCulture)).Add(droplet.Name).Add(droplet.Size).Add(droplet.Region);
            foreach (string tag in (droplet.Tags ?? []).Select(t => t.ToLowerInvariant()).Order(StringComparer.Ordinal))
            {
                text.Add(tag);
            }

            text.Add(null);
        }

        return text.Hash();
    }

    /// <summary>Every part goes in with its length, so that no two lists of parts give the same bytes.</summary>
    private sealed class Canonical : IDisposable
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public Canonical Add(string? part)
        {
            _hash.AppendData(Encoding.UTF8.GetBytes(
                part is null ? "-\n" : string.Create(CultureInfo.InvariantCulture, $"{part.Length}:{part}\n")));
            return this;
        }

        public string Hash() => Convert.ToHexStringLower(_hash.GetHashAndReset());

        public void Dispose() => _hash.Dispose();
    }
}
