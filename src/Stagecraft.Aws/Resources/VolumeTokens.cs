using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Stagecraft.Aws.Resources;

/// <summary>The client tokens of volumes (spec aws.md 8.2). Every run computes the same token for the same volume, so that a repeated
/// create
/// returns the same volume. AWS does not document when it forgets the token of a deleted volume: if a token only returns a volume that
/// does not exist, the next one is used.</summary>
/// <param name="owner">The environment.</param>
/// <param name="time">The clock.</param>
/// <param name="settleWindow">How long a list may lack a new volume.</param>
internal sealed class VolumeTokens(ResourceOwner owner, TimeProvider time, TimeSpan settleWindow)
{
    private const int HexDigits = 40;

    private readonly ConcurrentDictionary<string, int> _generations = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _conflicts = new(StringComparer.Ordinal);

    /// <summary>The token of the next create.</summary>
    /// <param name="volume">The volume's name in the config, with its host.</param>
    public string Of(string volume)
    {
        byte[] text = Encoding.UTF8.GetBytes(
            string.Join('\n', owner.AccountId, owner.Project ?? "", owner.Environment, ResourceKind.Volume, volume));
        string digits = Convert.ToHexStringLower(SHA256.HashData(text))[..HexDigits];
        return string.Create(CultureInfo.InvariantCulture, $"sc1-{digits}-{_generations.GetValueOrDefault(volume)}");
    }

    /// <summary>The token belongs to a volume that no longer exists.</summary>
    public void UsedUp(string volume)
    {
        _generations.AddOrUpdate(volume, 1, (_, generation) => generation + 1);
        _conflicts.TryRemove(volume, out _);
    }

    /// <summary>AWS states that the token belongs to a request with other values. If no list shows its volume within the settle window,
    /// there
    /// is none.</summary>
    public void Conflicts(string volume)
    {
        if (time.GetElapsedTime(_conflicts.GetOrAdd(volume, _ => time.GetTimestamp())) >= settleWindow)
        {
            UsedUp(volume);
        }
    }
}
