// Runs the tests and reports the coverage. The last line is: N passed, N failed, N skipped.
//   dotnet run eng/test.cs [-- all]
// 'all' includes the sweeps: long tests that repeat a scenario many times, for example with process kills, races and random faults.
// The end-to-end tests run the command that was built with them, or the native command in STAGECRAFT_COMMAND (see eng/native.cs).
#:project Shared

using System.Diagnostics;
using System.Globalization;
using System.Xml.Linq;
using Stagecraft.Eng;

const string Results = "artifacts/test";
const string Reports = $"{Results}/reports";
const int MinCoverage = 90;
string[] gatedAssemblies = ["Stagecraft.DigitalOcean", "Stagecraft.Engine"];

return Step.RunAll(() =>
{
    Folder.Delete(Results);
    Environment.SetEnvironmentVariable("STAGECRAFT_REPORTS", Path.GetFullPath(Reports));
    bool all = args.Contains("all");
    bool native = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("STAGECRAFT_COMMAND"));
    int exitCode = RunTests(["asked", .. all ? [] : (string[])["sweep"], .. native ? [] : (string[])["native"]]);
    XElement[] results = ReadResults();
    Step.Require(results.Length > 0, "No tests were run.");
    bool isCovered = ReportCoverage(gatedAssemblies);
    ReportScenarios();
    ReportSkipped(results, all);
    int passed = results.Count(r => Outcome(r) == "Passed");
    int skipped = results.Count(r => Outcome(r) == "NotExecuted");
    int failed = results.Length - passed - skipped;
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{passed} passed, {failed} failed, {skipped} skipped"));
    return exitCode != 0 ? exitCode : isCovered && passed > 0 ? 0 : 1;
});

// Prints the output of the tests without the skipped ones: their reasons are summarized at the end.
static int RunTests(string[] excludedKinds)
{
    ProcessStartInfo start = new("dotnet", [
        "test", "--solution", "stagecraft.slnx", "-c", "Release", "--results-directory", Results, "--report-trx",
        "--coverage", "--coverage-output-format", "cobertura", "--coverage-settings", "eng/coverage.xml",
        .. excludedKinds.SelectMany(k => (string[])["--filter-not-trait", $"kind={k}"])]);
    start.RedirectStandardOutput = true;
    using Process process = Process.Start(start)!;
    bool isSkipped = false;
    while (process.StandardOutput.ReadLine() is { } line)
    {
        isSkipped = line.StartsWith("skipped ", StringComparison.Ordinal) || (isSkipped && line.StartsWith(' '));
        if (!isSkipped)
        {
            Console.WriteLine(line);
        }
    }

    process.WaitForExit();
    return process.ExitCode;
}

// Tests write these reports, because the runner does not print the output of tests that pass.
static void ReportScenarios()
{
    string[] reports = Directory.Exists(Reports) ? Directory.GetFiles(Reports, "*.report.txt") : [];
    Console.WriteLine("Scenarios:");
    foreach (string line in reports.Order(StringComparer.Ordinal).SelectMany(File.ReadLines).Where(l => l.Length > 0))
    {
        Console.WriteLine($"  {line}");
    }
}

static bool ReportCoverage(string[] gatedAssemblies)
{
    Step.Output("dotnet", "tool", "restore");
    string[] directories = [$"-reports:{Results}/**/*.cobertura.xml", $"-targetdir:{Results}/coverage"];
    Step.Output("dotnet", ["reportgenerator", .. directories, "-reporttypes:XmlSummary;Html", "-verbosity:Error"]);
    Dictionary<string, double> coverage = XDocument.Load($"{Results}/coverage/Summary.xml").Descendants("Assembly")
        .ToDictionary(a => a.Attribute("name")!.Value, a => double.Parse(a.Attribute("coverage")!.Value, CultureInfo.InvariantCulture));
    Console.WriteLine("Line coverage:");
    foreach ((string name, double percent) in coverage.OrderBy(c => c.Key, StringComparer.Ordinal))
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-32} {percent,5:0.0} %"));
    }

    string[] below = [.. gatedAssemblies.Where(name => coverage.GetValueOrDefault(name) < MinCoverage)];
    Array.ForEach(below, name => Console.WriteLine($"The minimum for {name} is {MinCoverage} %."));
    return below.Length == 0;
}

static XElement[] ReadResults() =>
[
    .. Directory.CreateDirectory(Results).EnumerateFiles("*.trx", SearchOption.AllDirectories)
        .SelectMany(f => XDocument.Load(f.FullName).Descendants().Where(e => e.Name.LocalName == "UnitTestResult")),
];

static string Outcome(XElement result) => result.Attribute("outcome")!.Value;

// One line per reason. The first line of a reason is enough.
static void ReportSkipped(XElement[] results, bool all)
{
    IEnumerable<IGrouping<string, XElement>> groups = results.Where(r => Outcome(r) == "NotExecuted")
        .GroupBy(r => r.Value.Trim().Split('\n')[0].Trim())
        .OrderByDescending(g => g.Count());
    foreach (IGrouping<string, XElement> group in groups)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Skipped ({group.Count()}): {group.Key}"));
    }

    if (!all)
    {
        Console.WriteLine("The sweeps were not run. To include them: dotnet run eng/test.cs -- all");
    }
}
