using Stagecraft.Config;
using Stagecraft.Errors;

namespace Stagecraft.Tests.Config;

/// <summary>Spec interface.md 7.1.</summary>
public sealed class MappingReaderTests
{
    private readonly ConfigProblems _problems = new("bad: ");

    [Fact]
    public void What_is_right_is_read()
    {
        MappingReader reader = Of("{text: a b, word: s-1, name: app-1, yes: true, no: false, wait: 90s, map: {a: 1}, number: 5}");

        reader.Text("text").Should().Be("a b");
        reader.Text("number", isRequired: true).Should().Be("5");
        reader.Word("word", isRequired: true).Should().Be("s-1");
        reader.Name("name").Should().Be("app-1");
        reader.Flag("yes").Should().BeTrue();
        reader.Flag("no").Should().BeFalse();
        reader.Duration("wait", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(90)).Should().Be(TimeSpan.FromSeconds(90));
        reader.Mapping("map", isRequired: true)!.Path.Should().Be("map");
        _problems.InFileOrder().Should().BeEmpty();
    }

    [Fact]
    public void What_is_absent_is_nothing_and_no_problem_where_it_need_not_be_there()
    {
        MappingReader reader = Of("{}");

        reader.Text("a").Should().BeNull();
        reader.Word("a").Should().BeNull();
        reader.Name("a").Should().BeNull();
        reader.Flag("a").Should().BeFalse();
        reader.Duration("a", TimeSpan.Zero, TimeSpan.MaxValue).Should().BeNull();
        reader.Mapping("a").Should().BeNull();
        _problems.InFileOrder().Should().BeEmpty();
    }

    [Theory]
    [InlineData("text", "§[a]", "key must be a text, not a list")]
    [InlineData("text", "§''", "key is empty")]
    [InlineData("text", "§", "key is empty")]
    [InlineData("text", "§\"a\\nb\"", "key contains a line break or another control character")]
    [InlineData("required", "§''", "key is required")]
    [InlineData("required", "§~", "key is required")]
    [InlineData("required", "§{}", "key must be a text, not a mapping")]
    [InlineData("word", "§a b", "key is 'a b': there must be no spaces in it")]
    [InlineData("name", "§App", "key 'App' is not a valid name")]
    [InlineData("flag", "§'true'", "key must be true or false, not 'true'")]
    [InlineData("flag", "§yes", "key must be true or false, not 'yes'")]
    [InlineData("flag", "§", "key must be true or false, not nothing")]
    [InlineData("duration", "§10", "key is '10', which is not a duration")]
    [InlineData("duration", "§11m", "key is '11m', which is out of its range: 1s to 10m")]
    [InlineData("duration", "§999ms", "key is '999ms', which is out of its range: 1s to 10m")]
    [InlineData("duration", "§99999999999999999999h", "key is '99999999999999999999h', which is out of its range: 1s to 10m")]
    [InlineData("mapping", "§[]", "key must be a mapping, not a list")]
    [InlineData("required mapping", "§", "key is required")]
    public void What_is_wrong_is_reported_once_with_its_place_and_reads_as_absent(string kind, string marked, string message)
    {
        (string yaml, SourceLocation place) = Yaml.Unmark($"key: {marked}");
        MappingReader reader = new(Yaml.Read(yaml), _problems);

        object? read = kind switch
        {
            "text" => reader.Text("key"),
            "required" => reader.Text("key", isRequired: true),
            "word" => reader.Word("key"),
            "name" => reader.Name("key"),
            "flag" => reader.Flag("key") ? true : null,
            "duration" => reader.Duration("key", TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10)),
            "mapping" => reader.Mapping("key"),
            _ => reader.Mapping("key", isRequired: true),
        };

        read.Should().BeNull();
        Problem problem = _problems.InFileOrder().Should().ContainSingle().Which;
        problem.Message.Should().Be("bad: " + message);
        problem.Code.Should().Be(ErrorCodes.ConfigInvalid);
        problem.Path.Should().Be("key");
        problem.Location!.Line.Should().Be(place.Line);
    }

    [Fact]
    public void A_key_that_is_required_and_absent_is_told_at_the_mapping()
    {
        MappingReader reader = new((ConfigMapping)Yaml.Read("a:\n  b: 1\n").Find("a")!, _problems);

        reader.Text("key", isRequired: true).Should().BeNull();

        Problem problem = _problems.InFileOrder().Should().ContainSingle().Which;
        problem.Path.Should().Be("a.key");
        problem.Location!.ToString().Should().Be("stagecraft.yml:2:3");
    }

    [Fact]
    public void A_misspelt_key_is_told_once()
    {
        MappingReader reader = Of("{tokn: a, other: b}");

        reader.RefuseUnknownKeys(["token", "size"]);

        reader.IsMisspelt("token").Should().BeTrue();
        reader.Text("token", isRequired: true).Should().BeNull();
        _problems.InFileOrder().Select(p => (p.Message, p.Hint)).Should().Equal(
            ("bad: unknown key 'tokn'", "Did you mean 'token'?"),
            ("bad: unknown key 'other'", "Known keys: token, size."));
    }

    [Fact]
    public void A_key_that_is_there_was_not_meant_where_another_is_near_too()
    {
        MappingReader reader = Of("{size1: a, size2: b}");

        reader.RefuseUnknownKeys(["size2", "size3"]);

        _problems.InFileOrder().Should().ContainSingle().Which.Hint.Should().Be("Did you mean 'size3'?");
    }

    private MappingReader Of(string yaml) => new(Yaml.Read(yaml), _problems);
}
