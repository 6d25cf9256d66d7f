// Runs the suite against the real API, and sweeps afterwards, however it ended: spec/real-api.md. It creates and deletes droplets, for about a cent.
//   STAGECRAFT_DO_INTEGRATION=1 DO_TOKEN=… dotnet run eng/real.cs [-- sweep]
// With `sweep` it only clears what runs have left that were killed. DIGITALOCEAN_API_URL names another API, for instance that of `stagecraft sandbox`.
#:property RestorePackagesWithLockFile=false
#:property RestoreLockedMode=false
#:property PublishAot=false
#:property EnforceCodeStyleInBuild=false

using System.Diagnostics;

const string Project = "tests/Stagecraft.Cli.Tests";
const string Tests = "Stagecraft.Cli.Tests.EndToEnd.RealApi.RealApiTests";

if (!File.Exists("stagecraft.slnx"))
{
    Console.Error.WriteLine("Run it from the root of the repository: dotnet run eng/real.cs");
    return 3;
}

if (Environment.GetEnvironmentVariable("STAGECRAFT_DO_INTEGRATION") != "1" || string.IsNullOrEmpty(Environment.GetEnvironmentVariable("DO_TOKEN")))
{
    Console.Error.WriteLine("It creates droplets: set STAGECRAFT_DO_INTEGRATION=1, and DO_TOKEN to the token of an account for tests.");
    return 4;
}

if (Run("dotnet", "build", Project, "-c", "Release", "-v", "q", "-nologo") is var built and not 0)
{
    return built;
}

string runner = Path.Combine(Project, "bin", "Release", "net10.0", "Stagecraft.Cli.Tests");
int suite = args.Contains("sweep") ? 0 : Run(runner, "-noColor", "-method", $"{Tests}.The_life_of_an_environment");
int swept = Run(runner, "-noColor", "-diagnostics", "-explicit", "only", "-method", $"{Tests}.Sweep");
return suite != 0 ? suite : swept;

static int Run(string file, params string[] arguments)
{
    using Process process = Process.Start(new ProcessStartInfo(file, arguments) { UseShellExecute = false })!;
    process.WaitForExit();
    return process.ExitCode;
}
