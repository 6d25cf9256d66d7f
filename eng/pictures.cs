// Updates the pictures of the documentation: recordings of the command over the sandbox, and images of the page of the sandbox, under a
// virtual clock. The images require Chromium (or its path in CHROMIUM).
//   dotnet run eng/pictures.cs
// The tests compare the recordings with new ones, and the hash of the page with docs/sandbox.sha256, so an outdated picture fails.
#:project Shared

using Stagecraft.Eng;

return Step.RunAll(() =>
{
    Environment.SetEnvironmentVariable("STAGECRAFT_UPDATE_GOLDEN", "1");
    int exitCode = 0;
    foreach ((string project, string tests) in new[] { ("Cli", "*.PictureTests"), ("DigitalOcean.Sandbox", "*.PagePictureTests") })
    {
        string name = $"Stagecraft.{project}.Tests";
        Step.Output("dotnet", "build", $"tests/{name}", "-c", "Release");
        exitCode |= Step.Run($"tests/{name}/bin/Release/net10.0/{name}", "-class", tests);
    }

    return exitCode;
});
