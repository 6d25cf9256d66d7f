using System.Text;
using Stagecraft.Config;
using Stagecraft.Errors;

namespace Stagecraft.Tests.Config;

/// <summary>Reads YAML in tests. A § in it marks the place where the problem is expected, and is taken out.</summary>
internal static class Yaml
{
    private const char Mark = '§';

    public static ConfigMapping Read(string yaml) => ConfigReader.Read("stagecraft.yml", Encoding.UTF8.GetBytes(yaml));

    public static IReadOnlyList<Problem> Problems(string yaml) => Problems(Encoding.UTF8.GetBytes(yaml));

    public static IReadOnlyList<Problem> Problems(byte[] yaml)
    {
        Action reading = () => ConfigReader.Read("stagecraft.yml", yaml);
        IReadOnlyList<Problem> problems = reading.Should().Throw<ConfigException>().Which.Problems;
        problems.Should().NotBeEmpty().And.OnlyContain(p => p.Code == ErrorCodes.ConfigInvalid && p.Location != null);
        return problems;
    }

    public static (string Yaml, SourceLocation Place) Unmark(string marked)
    {
        int index = marked.IndexOf(Mark, StringComparison.Ordinal);
        string before = marked[..index];
        int line = before.Count(c => c == '\n') + 1;
        int column = index - before.LastIndexOf('\n');
        return (marked.Remove(index, 1), new SourceLocation("stagecraft.yml", line, column));
    }
}
