// Removes the safety rules of the engine one at a time, and runs the simulation until it detects the change.
//   dotnet run eng/mutate.cs [-- parts of rule names]
// Works on a copy of the committed files and prints a Markdown table. The exit code is 1 if the removal of a rule is not detected.
#:project Shared

using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Stagecraft.Eng;

const string Benchmarks = "bench/Stagecraft.Benchmarks";
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
        Step.Output("dotnet", ["build", scratch[Benchmarks], "-c", "Release", .. buildOptions]);
        string program = scratch[$"{Benchmarks}/bin/Release/net10.0/{Platform.Program("Stagecraft.Benchmarks")}"];
        string[] arguments =
        [
            "simulate", "--count", MaxScenarios.ToString(CultureInfo.InvariantCulture), "--most", "1",
            .. mutation.Name.StartsWith(Resources, StringComparison.Ordinal) ? ["--resources", "--cloud", "memory"]
                : mutation.Name.StartsWith(Rollouts, StringComparison.Ordinal) ? ["--rollouts"]
                : mutation.Name.StartsWith(Kinds, StringComparison.Ordinal) ? ["--resources"]
                : mutation.Name.StartsWith(Aws, StringComparison.Ordinal) ? ["--cloud", "aws"]
                : Array.Empty<string>(),
        ];
        (int exitCode, string output, _) = Step.Capture(new ProcessStartInfo(program, arguments) { WorkingDirectory = scratch.Path });
        Match seed = Regex.Match(output, "^seed (\\d+): (.*)$", RegexOptions.Multiline);
        string count = Regex.Match(output, "(\\d+) scenarios").Groups[1].Value;
        undetected += exitCode == 0 ? 1 : 0;
        Console.WriteLine(exitCode == 0
            ? $"| {mutation.Name} | **not in {count}** | |"
            : $"| {mutation.Name} | {count} scenarios | seed {seed.Groups[1].Value}: {seed.Groups[2].Value.Trim()} |");
        Step.Output("git", "-C", scratch.Path, "checkout", "-q", ".");
    }

    return undetected == 0 ? 0 : 1;
});

bool IsSelected(Mutation mutation) => args.Length == 0 || args.Any(a => mutation.Name.Contains(a, StringComparison.OrdinalIgnoreCase));

/// <summary>A safety rule, and the edits that remove it.</summary>
internal sealed record Mutation(string Name, List<Edit> Edits)
{
    /// <summary>Reads mutations: a line "# rule", then for each edit a line with the file, the old line (-) and the new line (+).</summary>
    public static IEnumerable<Mutation> Read(string path)
    {
        List<Mutation> all = [];
        List<string> edit = [];
        foreach (string line in File.ReadLines(path).Where(l => l.Length > 0 && !l.StartsWith("//", StringComparison.Ordinal)))
        {
            if (line.StartsWith("# ", StringComparison.Ordinal))
            {
                all.Add(new Mutation(line[2..], []));
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
