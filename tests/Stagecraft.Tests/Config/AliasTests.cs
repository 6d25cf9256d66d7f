using Stagecraft.Config;
using Stagecraft.Errors;

namespace Stagecraft.Tests.Config;

public sealed class AliasTests
{
    [Fact]
    public void An_alias_repeats_a_value_at_its_own_path_and_keeps_the_place()
    {
        ConfigMapping top = Yaml.Read("a: &x {b: [1]}\nc: *x\n");

        ConfigMapping c = (ConfigMapping)top.Find("c")!;
        c.Path.Should().Be("c");
        c.Location.Should().Be(new SourceLocation("stagecraft.yml", 1, 4));
        ((ConfigSequence)c.Find("b")!).Items.Should().Equal(
            new ConfigScalar(new SourceLocation("stagecraft.yml", 1, 12), "c.b[0]", "1", IsQuoted: false));
    }

    [Fact]
    public void An_anchor_given_twice_means_the_later_value() =>
        Text(Yaml.Read("a: &x 1\nb: &x 2\nc: *x\n"), "c").Should().Be("2");

    [Fact]
    public void A_key_can_have_an_anchor() => Text(Yaml.Read("&x a: 1\nc: *x\n"), "c").Should().Be("a");

    [Fact]
    public void A_merge_key_adds_what_the_mapping_does_not_have()
    {
        ConfigMapping top = Yaml.Read("d: &d {role: app, size: small}\nh: {<<: *d, size: big}\n");

        ConfigMapping h = (ConfigMapping)top.Find("h")!;
        h.Entries.Select(e => e.Key).Should().Equal("size", "role");
        Text(h, "size").Should().Be("big");
        h.Find("role")!.Path.Should().Be("h.role");
        h.Find("role")!.Location.Should().Be(new SourceLocation("stagecraft.yml", 1, 14));
    }

    [Fact]
    public void Of_merged_mappings_the_first_counts()
    {
        ConfigMapping top = Yaml.Read("a: &a {x: 1}\nb: &b {x: 2, y: 3}\nc: {<<: [*a, *b]}\n");

        Text((ConfigMapping)top.Find("c")!, "x").Should().Be("1");
        Text((ConfigMapping)top.Find("c")!, "y").Should().Be("3");
    }

    [Fact]
    public void A_quoted_merge_key_is_a_key_like_any_other() => Text(Yaml.Read("'<<': x"), "<<").Should().Be("x");

    [Theory]
    [InlineData("a: &x [§*x]\n", "'*x' is inside the value that it repeats")]
    [InlineData("a: &x {b: {c: §*x}}\n", "'*x' is inside the value that it repeats")]
    [InlineData("a: §*x\nb: &x 1\n", "undefined alias '*x'")]
    [InlineData("§*x", "undefined alias '*x'")]
    [InlineData("a: {§<<: text}\n", "merges mappings, not a string")]
    [InlineData("a: {§<<: }\n", "merges mappings, not an empty value")]
    [InlineData("a: &x {b: 1}\nc: {<<: *x, §<<: *x}\n", "duplicate key '<<'")]
    public void What_cannot_be_repeated(string marked, string message)
    {
        (string yaml, SourceLocation place) = Yaml.Unmark(marked);

        Problem problem = Yaml.Problems(yaml).Should().ContainSingle().Which;

        problem.Message.Should().Contain(message);
        problem.Location.Should().Be(place);
    }

    [Fact]
    public void A_mistake_behind_an_alias_is_one_mistake() =>
        Yaml.Problems("a: &x {b: 1, b: 2}\nc: *x\nd: *x\n").Should().ContainSingle();

    private static string? Text(ConfigMapping mapping, string key) => mapping.Find(key).Should().BeOfType<ConfigScalar>().Which.Value;
}
