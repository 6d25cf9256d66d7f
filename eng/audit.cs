// Asks the package sources for known vulnerabilities of every package that the solution uses, also of those that packages bring along.
//   dotnet run eng/audit.cs [-- required]
// A source that knows no vulnerabilities answers as one that finds none. So a package that is known to have one is asked about first; where
// it is not found, nothing was audited: that is said, and with `required` it is a failure.
#:property RestorePackagesWithLockFile=false
#:property RestoreLockedMode=false
#:property PublishAot=false
#:property EnforceCodeStyleInBuild=false

using System.Diagnostics;
using System.Text.Json;

if (!File.Exists("stagecraft.slnx"))
{
    Console.Error.WriteLine("Run it from the root of the repository: dotnet run eng/audit.cs");
    return 3;
}

if (!SourcesKnowVulnerabilities())
{
    Console.WriteLine("Nothing was audited: the package sources of this machine tell of no vulnerabilities at all, not even of Newtonsoft.Json 12.0.1 (GHSA-5crp-9r3c-p9vr).");
    return args.Contains("required") ? 1 : 0;
}

string[] found = Vulnerable("stagecraft.slnx");
foreach (string line in found)
{
    Console.Error.WriteLine(line);
}

Console.WriteLine(found.Length == 0 ? "No package of the solution has a known vulnerability." : $"{found.Length} packages with known vulnerabilities.");
return found.Length == 0 ? 0 : 1;

static bool SourcesKnowVulnerabilities()
{
    DirectoryInfo folder = Directory.CreateTempSubdirectory("stagecraft-audit-");
    try
    {
        string project = Path.Combine(folder.FullName, "known.csproj");
        File.WriteAllText(project, """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><NuGetAudit>false</NuGetAudit></PropertyGroup>
              <ItemGroup><PackageReference Include="Newtonsoft.Json" Version="12.0.1" /></ItemGroup>
            </Project>
            """);
        Dotnet("restore", project);
        return Vulnerable(project).Length > 0;
    }
    finally
    {
        folder.Delete(recursive: true);
    }
}

static string[] Vulnerable(string solution)
{
    using JsonDocument answer = JsonDocument.Parse(Dotnet("list", solution, "package", "--vulnerable", "--include-transitive", "--format", "json"));
    return
    [
        .. (from project in Items(answer.RootElement, "projects")
            from framework in Items(project, "frameworks")
            from kind in (string[])["topLevelPackages", "transitivePackages"]
            from package in Items(framework, kind)
            from vulnerability in Items(package, "vulnerabilities")
            select $"{Text(package, "id")} {Text(package, "resolvedVersion")}: {Text(vulnerability, "severity")}, {Text(vulnerability, "advisoryurl")}")
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];
}

static IEnumerable<JsonElement> Items(JsonElement parent, string name) => parent.TryGetProperty(name, out JsonElement list) ? list.EnumerateArray() : [];

static string Text(JsonElement parent, string name) => parent.TryGetProperty(name, out JsonElement value) ? value.ToString() : "?";

static string Dotnet(params string[] arguments)
{
    ProcessStartInfo start = new("dotnet", arguments) { UseShellExecute = false, RedirectStandardOutput = true };
    using Process process = Process.Start(start)!;
    string output = process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    return process.ExitCode == 0 ? output : throw new InvalidOperationException($"'dotnet {string.Join(' ', arguments)}' ended with {process.ExitCode}\n{output}");
}
