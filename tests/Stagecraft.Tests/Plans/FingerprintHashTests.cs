using System.Security.Cryptography;
using System.Text;
using Stagecraft.Plans;

namespace Stagecraft.Tests.Plans;

/// <summary>Spec interface.md 7.2.</summary>
public sealed class FingerprintHashTests
{
    [Fact]
    public void It_is_the_hash_of_the_parts_with_their_lengths()
    {
        using FingerprintHash hash = new();

        string hex = hash.Add("a").Add("").Add(null).Add("héé").Add(-42).ToHex();

        hex.Should().Be(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("1:a\n0:\n-\n3:héé\n3:-42\n"))));
    }

    [Fact]
    public void It_begins_anew_after_each_hash()
    {
        using FingerprintHash hash = new();
        string first = hash.Add("a").ToHex();

        hash.Add("a").ToHex().Should().Be(first);
        hash.ToHex().Should().Be(Convert.ToHexStringLower(SHA256.HashData([])));
    }

    [Fact]
    public void Much_is_hashed_as_little_is()
    {
        string part = new('x', 50_000);
        using FingerprintHash hash = new();

        string hex = hash.Add(part).Add(part).Add(1).ToHex();

        hex.Should().Be(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"50000:{part}\n50000:{part}\n1:1\n"))));
    }
}
