// Removes the safety rules of the engine one at a time, and runs the simulation until it detects the change. For a rule that changes only
// reports, it runs the class of tests in brackets after the name instead.
//   dotnet run eng/mutate.cs [-- parts of rule names]
// Works on a copy of the committed files and prints a Markdown table. The exit code is 1 if the removal of a rule is not detected.
#:project Shared

using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Stagecraft.Eng;

const string Benchmarks = "bench/Stagecraft.Benchmarks";
const string AwsTests = "tests/Stagecraft.Aws.Tests";
const int MaxScenarios = 20_000;
const string Resources = "resources: ";
const string Kinds = "kinds: ";
const string Rollouts = "rollouts: ";
const string Aws = "aws: ";
string[] buildOptions = ["-v", "q", "-p:EnforceCodeStyleInBuild=false", "-p:TreatWarningsAsErrors=false", "-p:RunAnalyzers=false"];

return Step.RunAll(() =>
{
    using Scratch scratch = new();
    Step.Output("git", "clone", "-q", ".", scratch.Path);
    Console.WriteLine("| removed rule | detected after | by |");
    Console.WriteLine("|---|---|---|");
    int undetected = 0;
    foreach (Mutation mutation in Mutation.Read("eng/mutations.txt").Where(IsSelected))
    {
        mutation.Edits.ForEach(e => e.Apply(scratch["src"]));
        string? detected = mutation.Tests is { } tests ? Test(scratch, tests) : Simulate(scratch, mutation.Name);
        undetected += detected is null ? 1 : 0;
        Console.WriteLine($"| {mutation.Name} | {detected ?? "**not detected** | |"}");
        Step.Output("git", "-C", scratch.Path, "checkout", "-q", ".");
    }

    return undetected == 0 ? 0 : 1;
});

// The number of scenarios and the first violation; null without one.
string? Simulate(Scratch scratch, string rule)
{
    string[] arguments =
    [
        "simulate", "--count", MaxScenarios.ToString(CultureInfo.InvariantCulture), "--most", "1",
        .. rule.StartsWith(Resources, StringComparison.Ordinal) ? ["--resources", "--cloud", "memory"]
            : rule.StartsWith(Rollouts, StringComparison.Ordinal) ? ["--rollouts"]
            : rule.StartsWith(Kinds, StringComparison.Ordinal) ? ["--resources"]
            : rule.StartsWith(Aws, StringComparison.Ordinal) ? ["--cloud", "aws"]
            : Array.Empty<string>(),
    ];
    (int exitCode, string output) = Run(scratch, Benchmarks, arguments);
    Match seed = Regex.Match(output, "^seed (\\d+): (.*)$", RegexOptions.Multiline);
    string count = Regex.Match(output, "(\\d+) scenarios").Groups[1].Value;
    return exitCode == 0 ? null : $"{count} scenarios | seed {seed.Groups[1].Value}: {seed.Groups[2].Value.Trim()} |";
}

// The first test that fails; null without one.
string? Test(Scratch scratch, string tests)
{
    (int exitCode, string output) = Run(scratch, AwsTests, ["-noColor", "-class", $"*.{tests}"]);
    return exitCode == 0 ? null : $"a test | {Regex.Match(output, @"(\w+\.\w+)(?:\(.*\))? \[FAIL\]").Groups[1].Value} |";
}

(int ExitCode, string Output) Run(Scratch scratch, string project, string[] arguments)
{
    Step.Output("dotnet", ["build", scratch[project], "-c", "Release", .. buildOptions]);
    string program = scratch[$"{project}/bin/Release/net10.0/{Platform.Program(Path.GetFileName(project))}"];
    (int exitCode, string output, _) = Step.Capture(new ProcessStartInfo(program, arguments) { WorkingDirectory = scratch.Path });
    return (exitCode, output);
}

bool IsSelected(Mutation mutation) =>
    args.Length == 0 || args.Any(a => mutation.Name.Contains(a, StringComparison.OrdinalIgnoreCase));

/// <summary>A safety rule, the class of the tests that detect its removal (null for the simulation), and the edits that remove it.
/// </summary>
internal sealed record Mutation(string Name, string? Tests, List<Edit> Edits)
{
    /// <summary>Reads mutations: a line "# rule [tests]", then for each edit a line with the file, the old line (-) and the new line
    /// (+).</summary>
    public static IEnumerable<Mutation> Read(string path)
    {
        List<Mutation> all = [];
        List<string> edit = [];
        foreach (string line in File.ReadLines(path).Where(l => l.Length > 0 && !l.StartsWith("//", StringComparison.Ordinal)))
        {
            if (line.StartsWith("# ", StringComparison.Ordinal))
            {
                Match rule = Regex.Match(line, @"^# (.*?)(?: \[(\w+)\])?$");
                all.Add(new Mutation(rule.Groups[1].Value, rule.Groups[2].Success ? rule.Groups[2].Value : null, []));
                continue;
            }

            edit.Add(line);
            if (edit.Count == 3)
            {
                all[^1].Edits.Add(new Edit(edit[0].Trim(), edit[1][2..], edit[2][2..]));
                edit.Clear();
            }
        }

        return all;
    }
}

/// <summary>Text that occurs once in a file, and its replacement.</summary>
internal sealed record Edit(string Name, string Old, string New)
{
    public void Apply(string source)
    {
        string path = Path.Combine(source, Name);
        string text = File.ReadAllText(path);
        Step.Require(text.Split(Old).Length == 2, $"{Name} must contain exactly once: {Old}");
        File.WriteAllText(path, text.Replace(Old, New, StringComparison.Ordinal));
    }
}
