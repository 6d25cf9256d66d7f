// Updates the pictures of the documentation: recordings of the command over the sandbox, under a virtual clock.
//   dotnet run eng/pictures.cs
// The tests compare the pictures with new recordings, so an outdated picture fails.
#:project Shared

using Stagecraft.Eng;

return Step.RunAll(() =>
{
    Environment.SetEnvironmentVariable("STAGECRAFT_UPDATE_GOLDEN", "1");
    Step.Output("dotnet", "build", "tests/Stagecraft.Cli.Tests", "-c", "Release");
    return Step.Run("tests/Stagecraft.Cli.Tests/bin/Release/net10.0/Stagecraft.Cli.Tests", "-class", "*.PictureTests");
});
