using Stagecraft.Errors;

namespace Stagecraft.Tests.Config;

public sealed class BrokenYamlTests
{
    [Theory]
    [InlineData("§", "is empty")]
    [InlineData("§# only a comment\n", "is empty")]
    [InlineData("§---\n", "is empty")]
    [InlineData("§null", "is empty")]
    [InlineData("§- a\n- b\n", "must be a mapping, not a list")]
    [InlineData("---\n§text\n", "must be a mapping, not a string")]
    [InlineData("a: 1\n§---\nb: 2\n", "a second YAML document")]
    [InlineData("a: 1\n...\n§b: 2\n", "a second YAML document")]
    [InlineData("a: 1\nb: 2\n§a: 3\n", "duplicate key 'a' (first defined on line 1)")]
    [InlineData("x: {a: 1, §\"a\": 2}\n", "duplicate key 'a' (first defined on line 1)")]
    [InlineData("§[a]: 1\n", "a key must be a string")]
    [InlineData("? §{a: 1}\n: 1\nb: 2\n", "a key must be a string")]
    [InlineData("a: {§{ name }}\n", "a key must be a string")]
    [InlineData("a: &x 1\n§*x : 2\n", "a key must be a string")]
    [InlineData("§: 1\n", "a key is missing")]
    [InlineData("{a: 1, §: 2}\n", "a key is missing")]
    [InlineData("a: §!secret x\n", "the tag '!secret' is not supported")]
    [InlineData("a: §!!binary aGk=\n", "the tag 'tag:yaml.org,2002:binary' is not supported")]
    [InlineData("a: §!!map [x]\n", "the tag 'tag:yaml.org,2002:map' is not supported")]
    [InlineData("a: §\"\\uD800\"\n", "not valid YAML")]
    [InlineData("a:\n§\tb: 1\n", "a tab is used for indentation")]
    [InlineData("a:\n  b: 1\n§\u00a0 c: 1\n", "a no-break space (U+00A0) is used for indentation")]
    [InlineData("a:\n§\u00a0 b: 1\n  c: 1\n", "a no-break space (U+00A0) is used for indentation")]
    [InlineData("a:\n  b: 1\n  §\u2003c: 1\n", "the space character U+2003 is used for indentation")]
    [InlineData("a:\n  b: 1\n§\u3000c: 1\n", "the space character U+3000 is used for indentation")]
    [InlineData("a:\n  b: x\n  §\u202f c: 1\n", "the space character U+202F is used for indentation")]
    [InlineData("a: 1\n§b\u00a0: 1\n", "the key 'b\u00a0' begins or ends with a no-break space (U+00A0)")]
    [InlineData("a: {§\u2009b: 1}\n", "the key '\u2009b' begins or ends with the space character U+2009")]
    [InlineData("a: 1\n§\u200b   b: {role: app}\n", "the key '?   b' begins or ends with the invisible character U+200B")]
    [InlineData("a:\n  b: 1\n §\tc: 2\n", "a tab is used for indentation")]
    [InlineData("§\ta: 1\n", "a tab is used for indentation")]
    [InlineData("a:\n  b: [\n§\tc,\n\td]\n", "a tab is used for indentation")]
    [InlineData("a: b§: c\n", "not valid YAML")]
    [InlineData("a: §\"unclosed\nb: 1\n", "not valid YAML")]
    [InlineData("a:\n  - b\n §c: 1\n", "not valid YAML")]
    [InlineData("a: §@x\n", "not valid YAML")]
    [InlineData("§%YAML 3.0\n---\na: 1\n", "not valid YAML")]
    [InlineData("a: [§", "not valid YAML")]
    [InlineData("a: x§\u0001\n", "the character U+0001 is not allowed")]
    [InlineData("a: x\nb: §\0\n", "the character U+0000 is not allowed")]
    [InlineData("a: §\u0085\n", "the character U+0085 is not allowed")]
    [InlineData("a: §\u2028\n", "the character U+2028 is not allowed")]
    [InlineData("a: 1\n§\uFEFFb: 1\n", "the character U+FEFF is not allowed")]
    public void Is_one_problem_at_its_place(string marked, string message)
    {
        (string yaml, SourceLocation place) = Yaml.Unmark(marked);

        Problem problem = Yaml.Problems(yaml).Should().ContainSingle().Which;

        problem.Message.Should().Contain(message);
        problem.Location.Should().Be(place.Line == 1 && yaml.Length == 0 ? new SourceLocation("stagecraft.yml", 1, 1) : place);
    }

    [Theory]
    [InlineData("a: [1, 2\nb: 1\n")]
    [InlineData("a: [\n")]
    [InlineData("a: {b: 1\n")]
    [InlineData("a: 'x")]
    [InlineData("a: [}")]
    [InlineData("]")]
    [InlineData("a: *")]
    [InlineData("a: &")]
    [InlineData("a: !<")]
    [InlineData("a: \"\\x4\"")]
    [InlineData("a: \"\\UFFFFFFFF\"")]
    [InlineData("a: \"\\uDC00\\uD83D\"")]
    [InlineData("%TAG ! ! !\n")]
    public void Text_that_breaks_off_is_one_problem(string yaml) =>
        Yaml.Problems(yaml).Should().ContainSingle().Which.Message.Should().StartWith("this is not valid YAML: ");

    [Theory]
    [InlineData("a: {b}-{c}\n", true)]
    [InlineData("a:\n  b: {x}-{y}\n  c: 1\n", true)]
    [InlineData("a: b: c\n", false)]
    [InlineData("a: [{b: 1}, {c: 2}\n", false)]
    public void A_value_that_starts_with_a_brace_gets_a_hint(string yaml, bool hasHint) =>
        Yaml.Problems(yaml).Should().ContainSingle().Which.Hint.Should()
            .Be(hasHint ? "write a value that starts with '{' in quotes" : null);

    [Fact]
    public void Events_that_do_not_fit_together_are_a_problem() =>
        Yaml.Problems("a:\n : b: x\n  c: y\n")[^1].Message.Should().StartWith("this is not valid YAML: ");

    [Fact]
    public void Problems_that_can_be_stepped_over_are_reported_together()
    {
        const string yaml = "a: 1\na: 2\nb: {c: 1, c: 2}\nd: !x 1\ne: *nothing\na: 3\n? [x]\n: y\nf: 'unclosed\n";

        Yaml.Problems(yaml).Select(p => (p.Location!.Line, p.Location.Column)).Should()
            .Equal((2, 1), (3, 11), (4, 4), (5, 4), (6, 1), (7, 3), (9, 4));
    }

    [Fact]
    public void A_problem_has_the_path_of_its_value() =>
        Yaml.Problems("a:\n  b: {c: 1, c: 2}\n").Should().ContainSingle().Which.Path.Should().Be("a.b.c");

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x61, 0x00 }, 1, 1, "the file is UTF-16")]
    [InlineData(new byte[] { 0xFE, 0xFF, 0x00, 0x61 }, 1, 1, "the file is UTF-16")]
    [InlineData(new byte[] { 0x61, 0x00, 0x3A, 0x00 }, 1, 2, "U+0000")]
    [InlineData(new byte[] { 0x61, 0x3A, 0x0A, 0x20, 0x80 }, 2, 2, "byte 0x80")]
    [InlineData(new byte[] { 0xC3, 0xA9, 0xC3, 0x28 }, 1, 2, "byte 0xC3")]
    [InlineData(new byte[] { 0x61, 0xE2, 0x82 }, 1, 2, "byte 0xE2")]
    [InlineData(new byte[] { 0xC0, 0x80 }, 1, 1, "byte 0xC0")]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 }, 1, 1, "byte 0xED")]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF, 0x61, 0xFF }, 1, 2, "byte 0xFF")]
    public void Bytes_that_are_no_text(byte[] bytes, int line, int column, string message)
    {
        Problem problem = Yaml.Problems(bytes).Should().ContainSingle().Which;

        problem.Message.Should().Contain(message);
        problem.Location.Should().Be(new SourceLocation("stagecraft.yml", line, column));
    }
}
