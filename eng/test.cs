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
const double MinCoverage = 90;
string[] gatedAssemblies = ["Stagecraft.DigitalOcean"];

return Step.RunAll(() =>
{
    Folder.Delete(Results);
    Environment.SetEnvironmentVariable("STAGECRAFT_REPORTS", Path.GetFullPath(Reports));
    bool all = args.Contains("all");
    bool native = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("STAGECRAFT_COMMAND"));
    int tests = RunTests(["asked", .. all ? [] : (string[])["sweep"], .. native ? [] : (string[])["native"]]);
    bool covered = ReportCoverage();
    ReportScenarios();
    bool complete = ReportResults();
    Console.WriteLine(all ? "" : "The sweeps were not run; to include them: dotnet run eng/test.cs -- all");
    Console.WriteLine(Totals());
    return tests != 0 ? tests : covered && complete ? 0 : 1;
});
