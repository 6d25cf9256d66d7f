namespace Stagecraft.Testing;

/// <summary>Writes what a test covered to a file: the test runner discards the output of passing tests.</summary>
public static class TestReport
{
    /// <summary>The folder that reports are written to; without it, nothing is written.</summary>
    public const string Variable = "STAGECRAFT_REPORTS";

    /// <summary>Writes a report.</summary>
    /// <param name="name">The file's name, without its end.</param>
    /// <param name="lines">What was tried.</param>
    public static void Write(string name, params IEnumerable<string> lines)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
            File.WriteAllLines(Path.Combine(folder, $"{name}.report.txt"), lines.Select(l => l.TrimEnd()));
        }
    }
}
