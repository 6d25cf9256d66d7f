using System.Text;
using Stagecraft.Config;
using Stagecraft.Errors;

namespace Stagecraft.Tests.Config;

public sealed class ConfigReaderTests
{
    [Fact]
    public void Every_node_knows_its_place_and_path()
    {
        ConfigMapping top = Yaml.Read("a:\n  b: [x, 'y']\n  c: |\n    text\nempty:\n");

        top.Should().BeEquivalentTo(new { Location = At(1, 1), Path = "" });
        top.Entries.Select(e => (e.Key, e.KeyLocation)).Should().Equal(("a", At(1, 1)), ("empty", At(5, 1)));
        ConfigMapping a = (ConfigMapping)top.Find("a")!;
        a.Location.Should().Be(At(2, 3));
        a.Path.Should().Be("a");
        ConfigSequence b = (ConfigSequence)a.Find("b")!;
        b.Location.Should().Be(At(2, 6));
        b.Items.Should().Equal(
            new ConfigScalar(At(2, 7), "a.b[0]", "x", IsQuoted: false),
            new ConfigScalar(At(2, 10), "a.b[1]", "y", IsQuoted: true));
        a.Find("c").Should().Be(new ConfigScalar(At(3, 6), "a.c", "text\n", IsQuoted: true));
        top.Find("empty").Should().Be(new ConfigScalar(At(5, 7), "empty", null, IsQuoted: false));
    }

    [Theory]
    [InlineData("a:", null)]
    [InlineData("a: ~", null)]
    [InlineData("a: null", null)]
    [InlineData("a: NULL", null)]
    [InlineData("a: 'null'", "null")]
    [InlineData("a: ''", "")]
    [InlineData("a: !!str", "")]
    [InlineData("a: ! null", "null")]
    [InlineData("a: 1.50", "1.50")]
    [InlineData("a: 0x10", "0x10")]
    [InlineData("a: yes", "yes")]
    [InlineData("a: \"\\u00e9\\t\"", "é\t")]
    [InlineData("a: 'it''s'", "it's")]
    [InlineData("a: \U0001F600 x", "\U0001F600 x")]
    public void Values_are_the_texts_as_written(string yaml, string? value) =>
        Yaml.Read(yaml).Find("a").Should().BeOfType<ConfigScalar>().Which.Value.Should().Be(value);

    [Theory]
    [InlineData("\uFEFFa: 1")]
    [InlineData("---\na: 1\n...\n")]
    [InlineData("%YAML 1.2\n---\na: 1")]
    [InlineData("# comment\n\na: 1 # more")]
    [InlineData("{a: 1}")]
    [InlineData("a: 1\r\n")]
    [InlineData("{\n\t\"a\": 1\n}")]
    public void Documents_of_many_shapes_are_read(string yaml) =>
        Yaml.Read(yaml).Find("a").Should().BeOfType<ConfigScalar>().Which.Value.Should().Be("1");

    [Fact]
    public void Lines_end_with_LF_CR_LF_and_CR() =>
        Yaml.Read("a: 1\nb: 2\r\nc: 3\rd: 4").Entries.Select(e => e.KeyLocation!.Line).Should().Equal(1, 2, 3, 4);

    [Fact]
    public void Columns_count_UTF16_units() =>
        Yaml.Read("{\U0001F600: 1, b: 2}").Entries[1].KeyLocation.Should().Be(At(1, 9));

    [Fact]
    public void Keys_that_are_no_words_are_quoted_in_paths() =>
        Yaml.Read("a b: {'c.\"d': {e: 1}}").Entries[0].Value.Should().BeOfType<ConfigMapping>()
            .Which.Entries[0].Value.Path.Should().Be("[\"a b\"][\"c.\\\"d\"]");

    [Fact]
    public void The_same_bytes_from_a_file_give_the_same_nodes()
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "a: 1");
            ConfigReader.Read(file).Entries.Should().Equal(ConfigReader.Read(file, "a: 1"u8).Entries);
            ConfigReader.Read(file).Location.Should().Be(new SourceLocation(file, 1, 1));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void A_file_of_exactly_the_largest_size_is_read()
    {
        byte[] bytes = Encoding.UTF8.GetBytes("a: 1\n#" + new string('x', (1024 * 1024) - 6));

        ConfigReader.Read("f", bytes).Entries.Should().ContainSingle();
    }

    private static SourceLocation At(int line, int column) => new("stagecraft.yml", line, column);
}
