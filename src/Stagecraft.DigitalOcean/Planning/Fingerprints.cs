using System.Buffers;
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

        if (desired.Choice.IsLimited || desired.Choice.Replace.Count > 0)
        {
            AddNames(text, desired.Choice.Targets);
            AddNames(text, desired.Choice.Replace);
        }

        return text.Hash();
    }

    private static void AddNames(Canonical text, IReadOnlyCollection<string> names)
    {
        text.Add(null);
        foreach (string name in names)
        {
            text.Add(name);
        }
    }

    /// <param name="actual">What exists.</param>
    /// <param name="desired">What is declared, and which hosts the plan is limited to: other droplets do not matter to it.</param>
    public static string OfAccount(ActualState actual, DesiredState desired)
    {
        using Canonical text = new();
        List<string> sorted = [];
        foreach (Droplet droplet in actual.Owned)
        {
            if (desired.Choice.IsLimited && !desired.Choice.IsTarget(desired.Ownership.HostOf(droplet)))
            {
                continue;
            }

            text.Add(droplet.Id).Add(droplet.Name).Add(droplet.Size).Add(droplet.Region);
            IReadOnlyList<string> tags = droplet.Tags ?? [];
            sorted.Clear();
            for (int i = 0; i < tags.Count; i++)
            {
                sorted.Add(tags[i].ToLowerInvariant());
            }

            sorted.Sort(string.CompareOrdinal);
            foreach (string tag in sorted)
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
        // An account of a hundred thousand droplets has a million parts: each for itself would be a call and a copy each.
        private const int FullAt = 16 * 1024;

        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private readonly ArrayBufferWriter<byte> _pending = new(FullAt);

        public Canonical Add(string? part)
        {
            if (part is null)
            {
                _pending.Write("-\n"u8);
                return this;
            }

            AddPart(part);
            return this;
        }

        public Canonical Add(long number)
        {
            Span<char> digits = stackalloc char[20];
            number.TryFormat(digits, out int length, provider: CultureInfo.InvariantCulture);
            AddPart(digits[..length]);
            return this;
        }

        public string Hash()
        {
            Flush();
            return Convert.ToHexStringLower(_hash.GetHashAndReset());
        }

        private void AddPart(ReadOnlySpan<char> part)
        {
            Span<byte> length = _pending.GetSpan(11);
            part.Length.TryFormat(length, out int digits, provider: CultureInfo.InvariantCulture);
            length[digits] = (byte)':';
            _pending.Advance(digits + 1);
            Encoding.UTF8.GetBytes(part, _pending);
            _pending.Write("\n"u8);
            if (_pending.WrittenCount >= FullAt)
            {
                Flush();
            }
        }

        private void Flush()
        {
            _hash.AppendData(_pending.WrittenSpan);
            _pending.ResetWrittenCount();
        }

        public void Dispose() => _hash.Dispose();
    }
}
