using System.Security.Cryptography;
using System.Text;

namespace Stagecraft.Aws.Sandbox.State;

/// <summary>The state of the account. It is saved as JSON, so every member is a plain value.</summary>
internal sealed class AccountState
{
    public string AccountId { get; set; } = "";

    public long Seed { get; set; }

    /// <summary>The number of IDs, addresses and sequence numbers handed out.</summary>
    public long Counter { get; set; }

    public Dictionary<string, RegionState> Regions { get; set; } = new(StringComparer.Ordinal);

    /// <summary>The next number of a sequence that only increases.</summary>
    public long NextNumber() => ++Counter;

    /// <summary>A new ID: the prefix, such as <c>i-</c>, and 17 hex digits. The same seed gives the same IDs.</summary>
    public string NextId(string prefix) => prefix + NextHex(17);

    public string NextHex(int digits)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"{Seed}/{AccountId}/{NextNumber()}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..digits];
    }
}
