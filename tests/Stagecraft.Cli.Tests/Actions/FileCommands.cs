namespace Stagecraft.Cli.Tests.Actions;

/// <summary>Parses the outputs in GITHUB_OUTPUT: <c>name=value</c>, or a multiline value with a delimiter.</summary>
internal static class FileCommands
{
    internal static Dictionary<string, string> Read(IReadOnlyList<string> lines)
    {
        Dictionary<string, string> values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int i = 0; i < lines.Count; i++)
        {
            int equals = lines[i].IndexOf('=', StringComparison.Ordinal);
            int open = lines[i].IndexOf("<<", StringComparison.Ordinal);
            if (open >= 0 && (equals < 0 || open < equals))
            {
                string end = lines[i][(open + 2)..];
                string[] value = [.. lines.Skip(i + 1).TakeWhile(l => l != end)];
                values[lines[i][..open]] = string.Join('\n', value);
                i += value.Length + 1;
                i.Should().BeLessThan(lines.Count, "the delimiter ends the value");
            }
            else
            {
                equals.Should().BePositive($"'{lines[i]}' is an output");
                values[lines[i][..equals]] = lines[i][(equals + 1)..];
            }
        }

        return values;
    }
}
