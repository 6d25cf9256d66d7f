namespace Stagecraft.DigitalOcean.Tests.Simulation;

/// <summary>eng/mutations.txt says how each safety rule is taken out of the engine (eng/mutate.cs): it must keep up with the
/// source.</summary>
public sealed class MutationListTests
{
    public static TheoryData<string> Rules => [.. Lines().Where(IsRule)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void What_is_taken_out_stands_once_in_the_source(string rule)
    {
        Dictionary<string, string> sources = [];
        string[][] edits = [.. Lines().SkipWhile(l => l != rule).Skip(1).TakeWhile(l => !IsRule(l)).Chunk(3)];
        edits.Should().NotBeEmpty();
        foreach (string[] edit in edits)
        {
            edit.Should().HaveCount(3);
            (string file, string old, string replacement) = (edit[0].Trim(), edit[1][2..], edit[2][2..]);
            edit[1].Should().Be($"- {old}");
            edit[2].Should().Be($"+ {replacement}");
            string source = sources.GetValueOrDefault(file) ?? File.ReadAllText(Repository.PathTo($"src/{file}"));
            source.Split(old).Should().HaveCount(2, $"{file} must have once: {old}");
            sources[file] = source.Replace(old, replacement, StringComparison.Ordinal);
            sources[file].Should().NotBe(source);
        }
    }

    private static IEnumerable<string> Lines() =>
        File.ReadLines(Repository.PathTo("eng/mutations.txt")).Where(l => l.Length > 0 && !l.StartsWith("//", StringComparison.Ordinal));

    private static bool IsRule(string line) => line.StartsWith("# ", StringComparison.Ordinal);
}
