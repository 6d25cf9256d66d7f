// Makes the native command, artifacts/native/stagecraft, and runs the end-to-end tests with it.
//   dotnet run eng/native.cs [-- all|publish]
// Without `all` the sweeps of killed and simultaneous runs are left out: they try the engine, not the way it was compiled.
// With `publish` it is only made: STAGECRAFT_COMMAND=artifacts/native/stagecraft lets eng/test.cs take it for every end-to-end test.
#:property RestorePackagesWithLockFile=false
#:property RestoreLockedMode=false
#:property PublishAot=false
#:property EnforceCodeStyleInBuild=false

using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

const string Folder = "artifacts/native";
const string Project = "tests/Stagecraft.Cli.Tests";
const long Most = 25_000_000;

if (!File.Exists("stagecraft.slnx"))
{
    Console.Error.WriteLine("Run it from the root of the repository: dotnet run eng/native.cs");
    return 3;
}

if (Directory.Exists(Folder))
{
    Directory.Delete(Folder, recursive: true);
}

(int published, string log) = Run([], "dotnet", "publish", "src/Stagecraft.Cli", "-c", "Release", "-r", ThisMachine(), "-o", Folder);
if (published != 0 || log.Contains("warning", StringComparison.OrdinalIgnoreCase))
{
    return Fail(log, "It cannot be published without a warning.");
}

string command = Path.GetFullPath(Path.Combine(Folder, OperatingSystem.IsWindows() ? "stagecraft.exe" : "stagecraft"));
string[] files = Directory.GetFileSystemEntries(Folder);
string[] expected = OperatingSystem.IsWindows() ? [command, Path.GetFullPath(Path.Combine(Folder, "e_sqlite3.dll"))] : [command];
if (!files.Select(Path.GetFullPath).ToHashSet().SetEquals(expected))
{
    return Fail("", $"It must be one file, not {string.Join(", ", files)}.");
}

long size = new FileInfo(command).Length;
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Folder}/{Path.GetFileName(command)}: {size:N0} bytes"));
if (size > Most)
{
    return Fail("", string.Create(CultureInfo.InvariantCulture, $"It must not be larger than {Most:N0} bytes."));
}

if (args.Contains("publish"))
{
    return 0;
}

(int built, log) = Run([], "dotnet", "build", Project, "-c", "Release", "-v", "q");
if (built != 0)
{
    return Fail(log, "The tests cannot be built.");
}

string[] crashes = args.Contains("all") ? ["-namespace", "Stagecraft.Cli.Tests.EndToEnd.Crashes"] : [];
(int tested, log) = Run(
    [("STAGECRAFT_COMMAND", command)],
    Path.Combine(Project, "bin", "Release", "net10.0", "Stagecraft.Cli.Tests"),
    ["-noColor", "-namespace", "Stagecraft.Cli.Tests.EndToEnd", "-namespace", "Stagecraft.Cli.Tests.Secrets", .. crashes]);
if (tested != 0)
{
    return Fail(log, "The native command does not do what its tests want.");
}

Console.WriteLine("The native command does what the end-to-end tests want.");
return 0;

static int Fail(string log, string why)
{
    Console.Error.WriteLine($"{log}\n{why}");
    return 1;
}

// Only for its own system and processor can a machine make one.
static string ThisMachine()
{
    string system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx"
        : RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal) ? "linux-musl" : "linux";
    return $"{system}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";
}

static (int ExitCode, string Output) Run((string Name, string Value)[] variables, string file, params string[] arguments)
{
    ProcessStartInfo start = new(file, arguments) { UseShellExecute = false, RedirectStandardOutput = true };
    foreach ((string name, string value) in variables)
    {
        start.Environment[name] = value;
    }

    using Process process = Process.Start(start)!;
    string output = process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    return (process.ExitCode, output);
}
