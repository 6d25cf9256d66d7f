// Runs the test suite against the real API and always deletes its leftovers afterwards: spec/real-api.md. A run costs about one cent.
//   STAGECRAFT_DO_INTEGRATION=1 DO_TOKEN=… dotnet run eng/real.cs [-- sweep]
// 'sweep' only deletes leftovers of terminated runs. DIGITALOCEAN_API_URL selects another API, for example that of 'stagecraft sandbox'.
#:project Shared

using Stagecraft.Eng;

const string Project = "tests/Stagecraft.Cli.Tests";
const string Tests = "Stagecraft.Cli.Tests.EndToEnd.RealApi.RealApiTests";

string? token = Environment.GetEnvironmentVariable("DO_TOKEN");
if (Environment.GetEnvironmentVariable("STAGECRAFT_DO_INTEGRATION") != "1" || string.IsNullOrEmpty(token))
{
    Console.Error.WriteLine("This program creates droplets: set STAGECRAFT_DO_INTEGRATION=1, and DO_TOKEN to a token of a test account.");
    return 4;
}

return Step.RunAll(() =>
{
    Step.Output("dotnet", "build", Project, "-c", "Release", "-v", "q", "-nologo");
    string runner = Path.Combine(Project, "bin", "Release", "net10.0", Platform.Program("Stagecraft.Cli.Tests"));
    int suite = args.Contains("sweep") ? 0 : Step.Run(runner, "-noColor", "-method", $"{Tests}.The_life_of_an_environment");
    int sweep = Step.Run(runner, "-noColor", "-diagnostics", "-explicit", "only", "-method", $"{Tests}.Sweep");
    return suite != 0 ? suite : sweep;
});
