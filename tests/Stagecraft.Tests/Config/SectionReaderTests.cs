using Stagecraft.Config;
using Stagecraft.Errors;

namespace Stagecraft.Tests.Config;

/// <summary>Spec interface.md 7.1.</summary>
public sealed class SectionReaderTests
{
    private static readonly DurationRange Range = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));

    private readonly ConfigProblems _problems = new("bad: ");

    [Fact]
    public void Valid_values_are_read()
    {
        SectionReader reader = Of(
            "{text: a b, slug: s-1, slugs: [a, b], name: app-1, yes: true, no: false, wait: 90s, choice: b, map: {a: 1}, number: 5}");

        reader.Text(Key("text")).Setting!.Value.Should().Be("a b");
        reader.Text(Key("number")).Setting!.Value.Should().Be("5");
        reader.Slug(Key("slug", SettingKind.Slug)).Setting!.Value.Should().Be("s-1");
        reader.Slugs(Key("slugs", SettingKind.Slugs)).Setting!.Value.Should().Equal("a", "b");
        reader.Name(Key("name", SettingKind.Name)).Setting!.Value.Should().Be("app-1");
        reader.Flag(Key("yes", SettingKind.Flag)).Should().BeTrue();
        reader.Flag(Key("no", SettingKind.Flag)).Should().BeFalse();
        reader.Duration(Key("wait", SettingKind.Duration)).Should().Be(TimeSpan.FromSeconds(90));
        reader.Choice(Key("choice", SettingKind.Choice)).Should().Be("b");
        reader.Node(Key("map")).Setting!.Value.Path.Should().Be("map");
        _problems.InFileOrder().Should().BeEmpty();
    }

    [Fact]
    public void An_absent_key_has_its_default_and_is_no_problem()
    {
        SectionReader reader = Of("{}");

        reader.Text(Key("a")).Should().Be(new Declared<string>(false, null));
        reader.Slug(Key("a", SettingKind.Slug)).IsPresent.Should().BeFalse();
        reader.Name(Key("a", SettingKind.Name)).IsPresent.Should().BeFalse();
        reader.Flag(Key("a", SettingKind.Flag)).Should().BeFalse();
        reader.Choice(Key("a", SettingKind.Choice)).Should().BeNull();
        reader.Duration(Key("a", SettingKind.Duration)).Should().Be(Range.Default);
        _problems.InFileOrder().Should().BeEmpty();
    }

    [Theory]
    [InlineData(SettingKind.Text, false, "§[a]", "key must be a string, not a list")]
    [InlineData(SettingKind.Text, false, "§''", "key is empty")]
    [InlineData(SettingKind.Text, false, "§", "key is empty")]
    [InlineData(SettingKind.Text, false, "§\"a\\nb\"", "key contains a line break or another control character")]
    [InlineData(SettingKind.Text, true, "§''", "key is required")]
    [InlineData(SettingKind.Text, true, "§~", "key is required")]
    [InlineData(SettingKind.Text, true, "§{}", "key must be a string, not a mapping")]
    [InlineData(SettingKind.Slug, false, "§a b", "key is 'a b': there must be no spaces in it")]
    [InlineData(SettingKind.Slugs, false, "§[]", "key is empty")]
    [InlineData(SettingKind.Slugs, false, "[a, §b c]", "an entry of key is 'b c': there must be no spaces in it")]
    [InlineData(SettingKind.Name, false, "§App", "key 'App' is not a valid name")]
    [InlineData(SettingKind.Name, true, "§aaaaaaaaaaa", "key is 11 characters long: at most 10 are allowed")]
    [InlineData(SettingKind.Flag, false, "§'true'", "key must be true or false, not 'true'")]
    [InlineData(SettingKind.Flag, false, "§yes", "key must be true or false, not 'yes'")]
    [InlineData(SettingKind.Flag, false, "§", "key must be true or false, not an empty value")]
    [InlineData(SettingKind.Choice, false, "§c", "key is 'c', which is not an allowed value")]
    [InlineData(SettingKind.Duration, false, "§10", "key is '10', which is not a duration")]
    [InlineData(SettingKind.Duration, false, "§11m", "key is '11m', which is out of its range: 1s to 10m")]
    [InlineData(SettingKind.Duration, false, "§999ms", "key is '999ms', which is out of its range: 1s to 10m")]
    [InlineData(
        SettingKind.Duration, false, "§99999999999999999999h", "key is '99999999999999999999h', which is out of its range: 1s to 10m")]
    public void An_invalid_value_is_reported_once_with_its_place(SettingKind kind, bool isRequired, string marked, string message)
    {
        (string yaml, SourceLocation place) = Yaml.Unmark($"key: {marked}");
        SectionReader reader = new(Yaml.Read(yaml), _problems);
        SettingKey key = Key("key", kind) with { IsRequired = isRequired };

        object? read = kind switch
        {
            SettingKind.Text => reader.Text(key).Setting,
            SettingKind.Slug => reader.Slug(key).Setting,
            SettingKind.Slugs => reader.Slugs(key).Setting,
            SettingKind.Name => reader.Name(key).Setting,
            SettingKind.Flag => reader.Flag(key) ? true : null,
            SettingKind.Choice => reader.Choice(key),
            _ => reader.Duration(key) == Range.Default ? null : false,
        };

        read.Should().BeNull();
        Problem problem = _problems.InFileOrder().Should().ContainSingle().Which;
        problem.Message.Should().Be("bad: " + message);
        problem.Code.Should().Be(ErrorCodes.ConfigInvalid);
        problem.Path.Should().StartWith("key");
        problem.Location!.Line.Should().Be(place.Line);
    }

    [Fact]
    public void A_required_key_that_is_absent_is_reported_at_the_mapping()
    {
        SectionReader reader = new((ConfigMapping)Yaml.Read("a:\n  b: 1\n").Find("a")!, _problems);

        reader.Text(Key("key") with { IsRequired = true }).Should().Be(new Declared<string>(false, null));

        Problem problem = _problems.InFileOrder().Should().ContainSingle().Which;
        problem.Path.Should().Be("a.key");
        problem.Location!.ToString().Should().Be("stagecraft.yml:2:3");
    }

    public static TheoryData<SettingKind> Kinds { get; } = [.. Enum.GetValues<SettingKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_reader_and_the_schema_agree_on_a_required_key_of_every_kind(SettingKind kind)
    {
        SettingKey key = Key("key", kind) with { IsRequired = true };

        Of("{}").CheckKeys([key]);

        SectionSchema.Of([key])["required"]!.AsArray().Select(n => n!.GetValue<string>()).Should().Equal("key");
        _problems.InFileOrder().Should().ContainSingle().Which.Should().BeEquivalentTo(new
        {
            Message = kind == SettingKind.Hosts ? "bad: key configuration is required" : "bad: key is required",
            Path = "key",
        });
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_required_key_that_is_absent_is_reported_once_however_often_it_is_read(SettingKind kind)
    {
        SettingKey key = Key("key", kind) with { IsRequired = true };
        SectionReader reader = Of("{}");

        reader.Node(key).Should().Be(new Declared<ConfigNode>(false, null));
        reader.CheckKeys([key]);
        reader.Node(key);

        _problems.InFileOrder().Should().ContainSingle();
    }

    [Theory]
    [InlineData(SettingKind.Text)]
    [InlineData(SettingKind.Script)]
    [InlineData(SettingKind.Slug)]
    [InlineData(SettingKind.Image)]
    [InlineData(SettingKind.Name)]
    [InlineData(SettingKind.Variable)]
    [InlineData(SettingKind.Uuid)]
    [InlineData(SettingKind.Choice)]
    [InlineData(SettingKind.Flag)]
    [InlineData(SettingKind.Duration)]
    public void The_reader_and_the_schema_agree_on_the_default_of_every_kind_that_has_one(SettingKind kind)
    {
        string value = kind switch { SettingKind.Flag => "true", SettingKind.Duration => Range.DefaultText, _ => "b" };
        SettingKey key = Key("key", kind) with { Default = value };
        SectionReader reader = Of("{}");

        string? read = kind switch
        {
            SettingKind.Script => (reader.Node(key).Setting!.Value as ConfigScalar)!.Value,
            SettingKind.Slug or SettingKind.Image => reader.Slug(key).Setting!.Value,
            SettingKind.Name => reader.Name(key).Setting!.Value,
            SettingKind.Choice => reader.Choice(key),
            SettingKind.Flag => reader.Flag(key) ? "true" : "false",
            SettingKind.Duration => DurationText.Format(reader.Duration(key)),
            _ => reader.Text(key).Setting!.Value,
        };

        read.Should().Be(value);
        SectionSchema.Of([key])["properties"]!["key"]!["default"]!.ToString().Should().Be(value);
        reader.Node(key).IsPresent.Should().BeFalse();
        _problems.InFileOrder().Should().BeEmpty();
    }

    [Theory]
    [InlineData(SettingKind.Slugs)]
    [InlineData(SettingKind.Tags)]
    [InlineData(SettingKind.Hosts)]
    public void A_list_or_a_mapping_has_no_default(SettingKind kind) =>
        ((Func<SettingKey>)(() => Key("key", kind) with { Default = "a" })).Should().Throw<ArgumentException>();

    [Fact]
    public void A_misspelled_key_is_reported_once()
    {
        SettingKey token = Key("token") with { IsRequired = true };
        SectionReader reader = Of("{tokn: a, other: b}");

        reader.CheckKeys([token, Key("size")]);

        reader.Text(token).Should().Be(new Declared<string>(true, null));
        _problems.InFileOrder().Select(p => (p.Message, p.Hint)).Should().Equal(
            ("bad: unknown key 'tokn'", "did you mean 'token'?"),
            ("bad: unknown key 'other'", "known keys: token, size"));
    }

    [Fact]
    public void An_absent_key_is_a_better_suggestion_than_a_present_one()
    {
        SectionReader reader = Of("{size1: a, size2: b}");

        reader.CheckKeys([Key("size2"), Key("size3")]);

        _problems.InFileOrder().Should().ContainSingle().Which.Hint.Should().Be("did you mean 'size3'?");
    }

    [Fact]
    public void A_key_is_read_only_as_its_own_kind()
    {
        SectionReader reader = Of("{key: true}");

        ((Action)(() => reader.Flag(Key("key")))).Should().Throw<ArgumentException>();
        ((Action)(() => reader.Slug(Key("key", SettingKind.Flag)))).Should().Throw<ArgumentException>();
        ((Action)(() => reader.Duration(new("key", SettingKind.Duration, "")))).Should().Throw<ArgumentException>();
    }

    private static SettingKey Key(string name, SettingKind kind = SettingKind.Text) => new(name, kind, "")
    {
        Choices = kind == SettingKind.Choice ? ["a", "b"] : [],
        Duration = kind == SettingKind.Duration ? Range : null,
        MaxLength = 10,
    };

    private SectionReader Of(string yaml) => new(Yaml.Read(yaml), _problems);
}
