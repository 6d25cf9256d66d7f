// Publishes the native command, artifacts/native/stagecraft, and runs the end-to-end tests with it.
//   dotnet run eng/native.cs [-- all|publish]
// 'all' includes the sweeps. 'publish' runs no tests; STAGECRAFT_COMMAND=artifacts/native/stagecraft makes eng/test.cs use the result.
#:project Shared

using System.Diagnostics;
using System.Globalization;
using Stagecraft.Eng;

const string Output = "artifacts/native";
const string Tests = "Stagecraft.Cli.Tests";
const string Project = $"tests/{Tests}";
const long MaxSize = 30_000_000;

return Step.RunAll(() =>
{
    Folder.Delete(Output);
    string log = Step.Output("dotnet", "publish", "src/Stagecraft.Cli", "-c", "Release", "-r", Platform.Rid, "-o", Output);
    Step.Require(!log.Contains("warning", StringComparison.OrdinalIgnoreCase), $"{log}\nPublishing must not cause warnings.");

    string command = Path.GetFullPath(Path.Combine(Output, Platform.Program("stagecraft")));
    string[] expected = OperatingSystem.IsWindows() ? [command, Path.GetFullPath(Path.Combine(Output, "e_sqlite3.dll"))] : [command];
    string[] files = [.. Directory.GetFileSystemEntries(Output).Select(Path.GetFullPath)];
    Step.Require(files.ToHashSet().SetEquals(expected), $"The result must be one file, not {string.Join(", ", files)}.");
    long size = new FileInfo(command).Length;
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Output}/{Path.GetFileName(command)}: {size:N0} bytes"));
    Step.Require(size <= MaxSize, string.Create(CultureInfo.InvariantCulture, $"The maximum size is {MaxSize:N0} bytes."));
    if (args.Contains("publish"))
    {
        return 0;
    }

    Step.Output("dotnet", "build", Project, "-c", "Release", "-v", "q");
    string[] filter = args.Contains("all") ? ["-namespace", $"{Tests}.EndToEnd.Crashes"] : ["-trait-", "kind=sweep"];
    string[] tests = ["-noColor", "-namespace", $"{Tests}.EndToEnd", "-namespace", $"{Tests}.Secrets", .. filter];
    ProcessStartInfo start = new(Path.Combine(Project, "bin", "Release", "net10.0", Platform.Program(Tests)), tests);
    start.Environment["STAGECRAFT_COMMAND"] = command;
    Step.Output(start);
    Console.WriteLine("The end-to-end tests pass with the native command.");
    return 0;
});
