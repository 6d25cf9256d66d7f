// Takes the safety rules out of the engine, one at a time, and plays the simulation until it notices.
//   dotnet run eng/mutate.cs [-- parts of rules' names]
// Works on a copy of the committed files; prints a table in markdown, and ends with 1 where a rule was not missed.
#:property RestorePackagesWithLockFile=false
#:property RestoreLockedMode=false
#:property PublishAot=false
#:property EnforceCodeStyleInBuild=false

using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

const string Source = "src/";
const int Most = 20_000;

if (!File.Exists("stagecraft.slnx"))
{
    Console.Error.WriteLine("Run it from the root of the repository: dotnet run eng/mutate.cs");
    return 3;
}

Mutation[] mutations = Mutations.Read("eng/mutations.txt");
string copy = Directory.CreateTempSubdirectory("stagecraft-mutate-").FullName;
int missed = 0;
try
{
    Run(".", "git", "clone", "-q", ".", copy);
    Console.WriteLine($"| rule taken out | noticed after | by |");
    Console.WriteLine("|---|---|---|");
    foreach (Mutation mutation in mutations.Where(m => args.Length == 0 || args.Any(a => m.Name.Contains(a, StringComparison.OrdinalIgnoreCase))))
    {
        foreach (Edit edit in mutation.Edits)
        {
            edit.Make(Path.Combine(copy, Source));
        }

        (int built, string log) = Run(copy, "dotnet", "build", "bench/Stagecraft.Benchmarks", "-c", "Release", "-v", "q", "-p:EnforceCodeStyleInBuild=false", "-p:TreatWarningsAsErrors=false", "-p:RunAnalyzers=false");
        if (built != 0)
        {
            Console.WriteLine(log);
            return 1;
        }

        (int found, string told) = Run(
            copy,
            Path.Combine(copy, "bench/Stagecraft.Benchmarks/bin/Release/net10.0/Stagecraft.Benchmarks"),
            "simulate", "--count", Most.ToString(CultureInfo.InvariantCulture), "--most", "1");
        Match seed = Regex.Match(told, "^seed (\\d+): (.*)$", RegexOptions.Multiline);
        Match count = Regex.Match(told, "(\\d+) schedules");
        missed += found == 0 ? 1 : 0;
        Console.WriteLine(found == 0
            ? $"| {mutation.Name} | **not in {count.Groups[1].Value}** | |"
            : $"| {mutation.Name} | {count.Groups[1].Value} schedules | seed {seed.Groups[1].Value}: {seed.Groups[2].Value.Trim()} |");
        Run(copy, "git", "checkout", "-q", ".");
    }
}
finally
{
    Directory.Delete(copy, recursive: true);
}

return missed == 0 ? 0 : 1;

static (int ExitCode, string Output) Run(string folder, string program, params string[] arguments)
{
    using Process process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
    process.ErrorDataReceived += (_, _) => { };
    process.BeginErrorReadLine();
    string output = process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    return (process.ExitCode, output);
}

/// <summary>A rule, and what takes it out.</summary>
sealed record Mutation(string Name, IReadOnlyList<Edit> Edits);

/// <summary>A text that stands once in a file, and what stands there instead.</summary>
sealed record Edit(string File, string Old, string New)
{
    public void Make(string source)
    {
        string path = Path.Combine(source, File);
        string text = System.IO.File.ReadAllText(path);
        if (text.Split(Old).Length != 2)
        {
            throw new InvalidOperationException($"{File} does not have exactly once: {Old}");
        }

        System.IO.File.WriteAllText(path, text.Replace(Old, New, StringComparison.Ordinal));
    }
}

static class Mutations
{
    /// <summary>A line "# rule" begins a rule; then come a file, a line with what stands there and a line with what is to stand there, for each edit.</summary>
    public static Mutation[] Read(string path)
    {
        List<Mutation> all = [];
        List<string> open = [];
        foreach (string line in File.ReadLines(path).Where(l => l.Length > 0 && !l.StartsWith("//", StringComparison.Ordinal)))
        {
            if (line.StartsWith("# ", StringComparison.Ordinal))
            {
                all.Add(new Mutation(line[2..], new List<Edit>()));
            }
            else
            {
                open.Add(line);
                if (open.Count == 3)
                {
                    ((List<Edit>)all[^1].Edits).Add(new Edit(open[0].Trim(), open[1][2..], open[2][2..]));
                    open.Clear();
                }
            }
        }

        return [.. all];
    }
}
