// Runs every test once, reports the coverage, and ends with one line: N passed, N failed, N skipped.
//   dotnet run eng/test.cs
// The end-to-end tests start the command that was built with them, or the native one that STAGECRAFT_COMMAND names (eng/native.cs).
#:property RestorePackagesWithLockFile=false
#:property RestoreLockedMode=false
#:property PublishAot=false
#:property EnforceCodeStyleInBuild=false

using System.Diagnostics;
using System.Globalization;
using System.Xml.Linq;

const string Results = "artifacts/test";
const string Reports = Results + "/reports";
const string Gated = "Stagecraft.DigitalOcean";
const double Least = 90;

if (!File.Exists("stagecraft.slnx"))
{
    Console.Error.WriteLine("Run it from the root of the repository: dotnet run eng/test.cs");
    return 3;
}

if (Directory.Exists(Results))
{
    Directory.Delete(Results, recursive: true);
}

Environment.SetEnvironmentVariable("STAGECRAFT_REPORTS", Path.GetFullPath(Reports));
string[] native = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("STAGECRAFT_COMMAND")) ? ["--filter-not-trait", "kind=native"] : [];
int tests = Run(
[
    "test", "--solution", "stagecraft.slnx", "-c", "Release", "--results-directory", Results,
    "--filter-not-trait", "kind=asked", "--report-trx", "--coverage", "--coverage-output-format", "cobertura", "--coverage-settings", "eng/coverage.xml", .. native,
]);

int tools = Run("tool", "restore") is var restored and not 0
    ? restored
    : Run(
        "reportgenerator", $"-reports:{Results}/**/*.cobertura.xml", $"-targetdir:{Results}/coverage", "-reporttypes:XmlSummary;Html", "-verbosity:Error");

bool covered = tools == 0 && ReportCoverage(Path.Combine(Results, "coverage", "Summary.xml"));

ReportTried();

int passed = 0, failed = 0, skipped = 0;
foreach (string file in Directory.EnumerateFiles(Results, "*.trx", SearchOption.AllDirectories))
{
    XElement counters = XDocument.Load(file).Descendants().First(e => e.Name.LocalName == "Counters");
    int total = Count(counters, "total"), good = Count(counters, "passed"), bad = Count(counters, "failed");
    passed += good;
    failed += bad;
    skipped += total - good - bad;
}

Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{passed} passed, {failed} failed, {skipped} skipped"));
return tests != 0 ? tests : covered && passed > 0 ? 0 : 1;

static int Run(params string[] arguments)
{
    using Process process = Process.Start(new ProcessStartInfo("dotnet", arguments) { UseShellExecute = false })!;
    process.WaitForExit();
    return process.ExitCode;
}

static int Count(XElement counters, string name) => int.Parse(counters.Attribute(name)?.Value ?? "0", CultureInfo.InvariantCulture);

// What the tests say that they tried; a runner keeps to itself what tests write.
static void ReportTried()
{
    string[] reports = Directory.Exists(Reports) ? Directory.GetFiles(Reports, "*.report.txt") : [];
    Console.WriteLine("Tried:");
    foreach (string line in reports.Order(StringComparer.Ordinal).SelectMany(File.ReadLines).Where(l => l.Length > 0))
    {
        Console.WriteLine($"  {line}");
    }
}

static bool ReportCoverage(string summary)
{
    Console.WriteLine("Lines covered:");
    double gated = 0;
    foreach (XElement assembly in XDocument.Load(summary).Descendants("Assembly").OrderBy(a => a.Attribute("name")!.Value, StringComparer.Ordinal))
    {
        string name = assembly.Attribute("name")!.Value;
        double percent = double.Parse(assembly.Attribute("coverage")!.Value, CultureInfo.InvariantCulture);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-32} {percent,5:0.0} %"));
        gated = name == Gated ? percent : gated;
    }

    if (gated < Least)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Gated} must have {Least:0} % of its lines covered."));
    }

    return gated >= Least;
}
