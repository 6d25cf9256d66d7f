// Builds the documentation site in artifacts/site/html from the pages and the XML documentation of the libraries.
//   dotnet run eng/site.cs
// Warnings are errors: for example a link to a page or a heading that does not exist. DocFX is a .NET tool in a manifest of its own
// (eng/site/dotnet-tools.json), because its package is large and nothing else requires it.
#:project Shared

using System.Diagnostics;
using Stagecraft.Eng;

return Step.RunAll(() =>
{
    const string site = "artifacts/site";
    Step.Output("dotnet", "build", "src/Stagecraft.Cli", "-c", "Release");
    Folder.Delete(site);

    // References are found next to an assembly, also those to the framework.
    string runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
    Copy(runtime.Replace("Microsoft.NETCore.App", "Microsoft.AspNetCore.App"), $"{site}/assemblies");
    Copy("src/Stagecraft.Cli/bin/Release/net10.0", $"{site}/assemblies");

    Docfx("tool", "restore");
    Docfx("docfx", "metadata", "docfx.json", "--warningsAsErrors");
    Docfx("docfx", "build", "docfx.json", "--warningsAsErrors");
    int pages = Directory.GetFiles($"{site}/html", "*.html", SearchOption.AllDirectories).Length;
    Console.WriteLine($"{site}/html: {pages} pages");
    return 0;
});

static void Docfx(params string[] arguments) => Step.Output(new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = "eng/site" });

static void Copy(string from, string to)
{
    Directory.CreateDirectory(to);
    foreach (string file in Directory.EnumerateFiles(from).Where(f => Path.GetExtension(f) is ".dll" or ".xml"))
    {
        File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
    }
}
