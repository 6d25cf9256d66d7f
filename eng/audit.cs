// Checks all packages of the solution for known vulnerabilities, including transitive packages.
//   dotnet run eng/audit.cs [-- required]
// A package source without vulnerability data reports no vulnerabilities. So a package with a known vulnerability is checked first; if the
// source does not report it, the audit is skipped, or fails with 'required'.
#:project Shared

using System.Text.Json;
using Stagecraft.Eng;

return Step.RunAll(() =>
{
    if (!SourcesHaveVulnerabilityData())
    {
        Console.WriteLine("Audit skipped: the package sources have no vulnerability data (test package: Newtonsoft.Json 12.0.1).");
        return args.Contains("required") ? 1 : 0;
    }

    string[] found = Vulnerabilities("stagecraft.slnx");
    Array.ForEach(found, Console.Error.WriteLine);
    Console.WriteLine($"Known vulnerabilities: {found.Length}");
    return found.Length == 0 ? 0 : 1;
});

static bool SourcesHaveVulnerabilityData()
{
    using Scratch scratch = new();
    string project = scratch["known.csproj"];
    File.WriteAllText(project, """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><TargetFramework>net10.0</TargetFramework><NuGetAudit>false</NuGetAudit></PropertyGroup>
          <ItemGroup><PackageReference Include="Newtonsoft.Json" Version="12.0.1" /></ItemGroup>
        </Project>
        """);
    Step.Output("dotnet", "restore", project);
    return Vulnerabilities(project).Length > 0;
}

static string[] Vulnerabilities(string solution)
{
    using JsonDocument report = JsonDocument.Parse(
        Step.Output("dotnet", "list", solution, "package", "--vulnerable", "--include-transitive", "--format", "json"));
    return
    [
        .. (from project in Items(report.RootElement, "projects")
            from framework in Items(project, "frameworks")
            from kind in (string[])["topLevelPackages", "transitivePackages"]
            from package in Items(framework, kind)
            from found in Items(package, "vulnerabilities")
            select $"{Text(package, "id")} {Text(package, "resolvedVersion")}: {Text(found, "severity")}, {Text(found, "advisoryurl")}")
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];
}

static IEnumerable<JsonElement> Items(JsonElement parent, string name) =>
    parent.TryGetProperty(name, out JsonElement list) ? list.EnumerateArray() : [];

static string Text(JsonElement parent, string name) => parent.TryGetProperty(name, out JsonElement value) ? value.ToString() : "?";
