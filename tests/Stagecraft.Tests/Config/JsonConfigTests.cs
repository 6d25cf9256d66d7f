using System.Text.Json.Nodes;
using Stagecraft.Config;
using Stagecraft.Errors;

namespace Stagecraft.Tests.Config;

/// <summary>Spec interface.md 2.3: a config that is in no file.</summary>
public sealed class JsonConfigTests
{
    [Fact]
    public void Texts_are_quoted_numbers_and_booleans_plain_and_null_is_nothing()
    {
        ConfigMapping config = ConfigMapping.FromJson(
            JsonNode.Parse("""{"text":"true","yes":true,"number":1.50,"none":null,"list":["a",2],"a b":{"c":"d"}}""")!.AsObject(), "top");

        config.Should().BeEquivalentTo(new { Location = (SourceLocation?)null, Path = "top" });
        config.Entries.Should().OnlyContain(e => e.KeyLocation == null);
        config.Find("text").Should().Be(new ConfigScalar(null, "top.text", "true", IsQuoted: true));
        config.Find("yes").Should().Be(new ConfigScalar(null, "top.yes", "true", IsQuoted: false));
        config.Find("number").Should().Be(new ConfigScalar(null, "top.number", "1.50", IsQuoted: false));
        config.Find("none").Should().Be(new ConfigScalar(null, "top.none", null, IsQuoted: false));
        config.Find("list").Should().BeOfType<ConfigSequence>().Which.Items.Should().Equal(
            new ConfigScalar(null, "top.list[0]", "a", IsQuoted: true), new ConfigScalar(null, "top.list[1]", "2", IsQuoted: false));
        config.Find("a b").Should().BeOfType<ConfigMapping>().Which.Find("c")!.Path.Should().Be("top[\"a b\"].c");
    }

    [Fact]
    public void What_is_a_text_in_JSON_is_a_text_here()
    {
        Guid id = Guid.Parse("5a4981aa-9653-4bd1-bef5-d6bff52042e4");

        ConfigMapping config = ConfigMapping.FromJson(new JsonObject { ["id"] = JsonValue.Create(id), ["text"] = "a\"\u00e4" });

        config.Find("id").Should().Be(new ConfigScalar(null, "id", id.ToString(), IsQuoted: true));
        config.Find("text").Should().Be(new ConfigScalar(null, "text", "a\"\u00e4", IsQuoted: true));
    }

    [Fact]
    public void A_value_that_was_made_of_a_list_or_an_object_is_one()
    {
        JsonObject json = new JsonObject
        {
            ["list"] = JsonValue.Create(new[] { "a", "b" }),
            ["map"] = JsonValue.Create(
            new Dictionary<string, int> { ["c"] = 1 })
        };

        ConfigMapping config = ConfigMapping.FromJson(json);

        config.Find("list").Should().BeOfType<ConfigSequence>().Which.Items.Should().Equal(
            new ConfigScalar(null, "list[0]", "a", IsQuoted: true), new ConfigScalar(null, "list[1]", "b", IsQuoted: true));
        config.Find("map").Should().BeOfType<ConfigMapping>().Which.Find("c").Should()
            .Be(new ConfigScalar(null, "map.c", "1", IsQuoted: false));
    }

    [Fact]
    public void What_is_no_JSON_is_refused()
    {
        JsonObject[] wrong =
        [
            JsonNode.Parse("""{"a":1,"a":2}""")!.AsObject(),
            JsonNode.Parse("""{"b":{"a":1,"a":2}}""")!.AsObject(),
            new() { ["a"] = double.NaN },
        ];

        wrong.Should().AllSatisfy(json => FluentActions.Invoking(() => ConfigMapping.FromJson(json)).Should().Throw<ArgumentException>());
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    [InlineData(20_000, false)]
    public void It_may_have_64_levels(int levels, bool isTaken)
    {
        JsonObject json = new JsonObject();
        for (int i = 1; i < levels; i++)
        {
            json = new JsonObject { ["a"] = json };
        }

        Action make = () => ConfigMapping.FromJson(json);

        if (isTaken)
        {
            make.Should().NotThrow();
        }
        else
        {
            make.Should().ThrowExactly<ArgumentException>();
        }
    }

    [Fact]
    public void Without_a_place_the_path_tells_one_mistake_from_another()
    {
        Problem Of(string path) => new(ErrorCodes.ConfigInvalid, "it is empty", Path: path);

        ConfigProblems.ByPlace([Of("b"), Of("a"), Of("b")]).Select(p => p.Path).Should().Equal("b", "a");
    }
}
