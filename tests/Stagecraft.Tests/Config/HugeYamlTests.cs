using System.Text;
using Stagecraft.Errors;

namespace Stagecraft.Tests.Config;

/// <summary>Texts made to exhaust the stack, the memory or the patience of a reader. Each ends early, and none is timed.</summary>
public sealed class HugeYamlTests
{
    [Theory]
    [InlineData("[", 100_000)]
    [InlineData("{", 100_000)]
    [InlineData("{a: ", 100_000)]
    [InlineData("- ", 100_000)]
    [InlineData("? ", 100_000)]
    [InlineData("[{a: ", 100_000)]
    [InlineData("- ? ", 100_000)]
    public void Deep_nesting_on_one_line(string piece, int times) =>
        Yaml.Problems(Repeat(piece, times))[^1].Message.Should().Contain("more than 64 levels deep");

    [Fact]
    public void Deep_nesting_by_indentation()
    {
        string yaml = string.Concat(Enumerable.Range(0, 1000).Select(i => new string(' ', i) + "a:\n"));

        Problem problem = Only(yaml);

        problem.Message.Should().Contain("more than 64 levels deep");
        problem.Location!.Line.Should().Be(65);
    }

    [Fact]
    public void Sixty_four_levels_are_read_and_no_more()
    {
        static string Levels(int count) => "a: " + Repeat("[", count - 1) + Repeat("]", count - 1);

        Yaml.Read(Levels(64)).Entries.Should().ContainSingle();
        Only(Levels(65)).Location!.Column.Should().Be(67);
    }

    [Fact]
    public void More_than_a_mebibyte() =>
        Yaml.Problems(new byte[(1024 * 1024) + 1]).Should().ContainSingle().Which.Message.Should().Contain("larger than 1 MiB");

    [Fact]
    public void Many_values() => Only("a: [" + Repeat("x,", 200_000) + "]").Message.Should().Contain("more than 100000 values");

    [Fact]
    public void Aliases_that_double_at_every_step()
    {
        StringBuilder yaml = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 40; i++)
        {
            yaml.Append(null, $"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n");
        }

        Only(yaml.ToString()).Message.Should().Contain("more than 100000 values, aliases written out");
    }

    [Fact]
    public void Aliases_that_grow_deeper_at_every_step()
    {
        StringBuilder yaml = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 5000; i++)
        {
            yaml.Append(null, $"a{i}: &a{i} [*a{i - 1}]\n");
        }

        Only(yaml.ToString()).Message.Should().Contain("more than 64 levels deep");
    }

    [Fact]
    public void Merge_keys_that_double_at_every_step()
    {
        StringBuilder yaml = new StringBuilder("a0: &a0 {x: [1, 2, 3]}\n");
        for (int i = 1; i < 40; i++)
        {
            yaml.Append(null, $"a{i}: &a{i} {{p: {{<<: *a{i - 1}}}, q: {{<<: *a{i - 1}}}}}\n");
        }

        Only(yaml.ToString()).Message.Should().Contain("more than 100000 values");
    }

    [Fact]
    public void Aliases_at_the_end_of_long_paths()
    {
        string keys = string.Concat(Enumerable.Range(0, 6).Select(i => "{" + new string((char)('k' + i), 79) + ": "));
        string yaml = $"a: &a [{string.Join(", ", Enumerable.Repeat("x", 300))}]\nb: "
            + $"{keys}[{string.Join(", ", Enumerable.Repeat("*a", 320))}]{new string('}', 6)}\n";
        long before = GC.GetAllocatedBytesForCurrentThread();

        Only(yaml).Message.Should().Contain("paths in the file are too long");

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(64 * 1024 * 1024);
    }

    [Fact]
    public void A_long_key_is_cut_in_paths() =>
        Yaml.Read("? " + new string('k', 500_000) + "\n: [x, y]\n").Entries[0].Value.Path.Length.Should().BeLessThan(100);

    [Fact]
    public void Paths_that_become_long() =>
        Only(string.Concat(Enumerable.Range(0, 20).Select(_ => "{" + new string('k', 79) + ": "))).Message.Should()
            .Contain("more than 500 characters");

    [Theory]
    [InlineData("a: 1\n", 100_000)]
    [InlineData("&a b: *a\n", 50_000)]
    [InlineData("---\n", 200_000)]
    [InlineData("? [a]\n", 20_000)]
    [InlineData("a: [\n", 100_000)]
    [InlineData("- [\n", 100_000)]
    [InlineData("\"\" ", 100_000)]
    [InlineData(": ", 300_000)]
    [InlineData(":\n", 300_000)]
    [InlineData("%TAG !a! tag:x\n", 60_000)]
    [InlineData("!", 500_000)]
    [InlineData("&", 500_000)]
    [InlineData("|\n", 300_000)]
    [InlineData("a: |\n", 100_000)]
    [InlineData("'", 999_999)]
    [InlineData("\"\\", 400_000)]
    [InlineData("x\n", 500_000)]
    [InlineData("\r", 1_000_000)]
    [InlineData(" ", 1_000_000)]
    public void The_same_thing_again_and_again(string piece, int times) =>
        Yaml.Problems(Repeat(piece, times)).Should().NotBeEmpty();

    private static Problem Only(string yaml) => Yaml.Problems(yaml).Should().ContainSingle().Which;

    private static string Repeat(string piece, int times) => new StringBuilder(piece.Length * times).Insert(0, piece, times).ToString();
}
