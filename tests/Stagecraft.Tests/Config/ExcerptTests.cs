using Stagecraft.Config;

namespace Stagecraft.Tests.Config;

public sealed class ExcerptTests
{
    private const string Hex = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("", "''")]
    [InlineData("s-2vcpu-4gb", "'s-2vcpu-4gb'")]
    [InlineData("é \U0001F600", "'é \U0001F600'")]
    [InlineData("a\u001b[31m\n\u202eb", "'a?[31m??b'")]
    [InlineData("5a4981aa-9653-4bd1-bef5-d6bff52042e4", "'5a4981aa-9653-4bd1-bef5-d6bff52042e4'")]
    public void Shows_what_is_printable(string text, string expected) => Excerpt.Of(text).Should().Be(expected);

    [Theory]
    [InlineData("dop_v1_" + Hex, "'dop_v1_…'")]
    [InlineData("Bearer doo_v1_abcdef", "'Bearer doo_v1_…'")]
    [InlineData(Hex, "'…'")]
    [InlineData("x=" + Hex + "ff!", "'x=…!'")]
    public void Hides_what_looks_like_a_token(string text, string expected) => Excerpt.Of(text).Should().Be(expected);

    [Fact]
    public void Cuts_what_is_long()
    {
        Excerpt.Of(new string('x', 80)).Should().Be($"'{new string('x', 80)}'");
        Excerpt.Of(new string('x', 81)).Should().Be($"'{new string('x', 80)}…'");
        Excerpt.Of(new string('x', 1_000_000)).Length.Should().Be(83);
        Excerpt.Of(string.Concat(Enumerable.Repeat("\U0001F600", 500)) + "x").Should().EndWith("…'");
    }
}
