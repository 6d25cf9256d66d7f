using CsCheck;
using Stagecraft.Config;

namespace Stagecraft.Tests.Config;

public sealed class SuggestionTests
{
    private static readonly string[] Keys = ["token_env", "ssh_key_name", "default_region", "default_size", "regions", "sizes", "hosts"];

    [Theory]
    [InlineData("tokenenv", "token_env")]
    [InlineData("token-env", "token_env")]
    [InlineData("TOKEN_ENV", "token_env")]
    [InlineData("token", "token_env")]
    [InlineData("ssh_key", "ssh_key_name")]
    [InlineData("ssh_kye_name", "ssh_key_name")]
    [InlineData("defualt_regoin", "default_region")]
    [InlineData("host", "hosts")]
    [InlineData("region", "regions")]
    [InlineData("size", "sizes")]
    [InlineData("hosts", "hosts")]
    [InlineData("", null)]
    [InlineData("x", null)]
    [InlineData("to", null)]
    [InlineData("networks", null)]
    [InlineData("droplets", null)]
    public void Of_keys(string word, string? expected) => Suggestion.Nearest(word, Keys).Should().Be(expected);

    [Theory]
    [InlineData("nyc4", "nyc1")]
    [InlineData("NYC3", "nyc3")]
    [InlineData("nyc", "nyc1")]
    [InlineData("fra", "fra1")]
    [InlineData("lon9", "lon1")]
    [InlineData("xyz1", null)]
    public void Of_regions(string word, string? expected) =>
        Suggestion.Nearest(word, ["sfo3", "nyc3", "nyc1", "fra1", "lon1"]).Should().Be(expected);

    [Theory]
    [InlineData("s-2vcpu-4g", "s-2vcpu-4gb")]
    [InlineData("s-2cpu-4gb", "s-2vcpu-4gb")]
    [InlineData("s-4vcpu", "s-4vcpu-8gb")]
    public void Of_sizes(string word, string expected) =>
        Suggestion.Nearest(word, ["s-1vcpu-1gb", "s-2vcpu-2gb", "s-2vcpu-4gb", "s-4vcpu-8gb"]).Should().Be(expected);

    [Fact]
    public void Two_swapped_letters_are_one_slip() => Suggestion.Nearest("orle", ["role"]).Should().Be("role");

    [Fact]
    public void A_very_long_word_is_near_to_nothing() => Suggestion.Nearest(new string('a', 65), [new string('a', 64)]).Should().BeNull();

    [Fact]
    public void Nothing_known_gives_nothing() => Suggestion.Nearest("a", []).Should().BeNull();

    [Fact]
    public void The_order_of_the_known_words_does_not_matter()
    {
        Gen<string> word = Gen.Char["abc1"].Array[1, 5].Select(c => new string(c));
        Gen.Select(word, word.Array[0, 8]).Sample((w, known) =>
            Suggestion.Nearest(w, known) == Suggestion.Nearest(w, known.Reverse()));
    }
}
