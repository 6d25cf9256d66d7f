// Creates the NuGet packages in artifacts/packages, verifies their contents, and tests them as a consumer: publishes a native program that
// references only the packages, runs the example provider and the conformance suite, and installs, runs and uninstalls the tool.
// dotnet run eng/packages.cs [-- pack] 'pack' only creates and verifies them. Third-party packages come from the local package cache, the
// packages of this project never do.
#:project Shared

using System.Diagnostics;
using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Stagecraft.Eng;

const string Feed = "artifacts/packages";
const string Consumer = "tests/packages/consumer";
const string Provider = "examples/custom-provider";
const string Tool = "Stagecraft.Cli";
const string Suite = "Stagecraft.Engine.Testing";
const string Conformance = "tests/packages/conformance";
string[] libraries =
[
    "Stagecraft", "Stagecraft.Engine", "Stagecraft.DigitalOcean", "Stagecraft.Aws", "Stagecraft.Sandbox",
    "Stagecraft.DigitalOcean.Sandbox", "Stagecraft.Aws.Sandbox",
];

return Step.RunAll(() =>
{
    string version = Repository.Version;
    using Scratch scratch = new();
    Pack(version);
    if (args.Contains("pack"))
    {
        return 0;
    }

    TestConsumer(scratch, version);
    TestProvider(scratch);
    TestConformance(scratch, version);
    TestTool(scratch, version);
    return 0;
});

void Pack(string version)
{
    Folder.Delete(Feed);
    string[] packages = [.. libraries, Suite, Tool];
    foreach (string name in packages)
    {
        // CI=true keeps local paths out of the assemblies.
        string log = Run([("CI", "true")], ".", "dotnet", "pack", $"src/{name}", "-c", "Release", "-o", Feed);
        bool isClean = !log.Contains("warning", StringComparison.OrdinalIgnoreCase) && !log.Contains("missing", StringComparison.Ordinal);
        Step.Require(isClean, $"{log}\nPacking {name} must not cause warnings.");
    }

    string[] expected = [.. packages.SelectMany(n => (string[])[$"{n}.{version}.nupkg", $"{n}.{version}.snupkg"])];
    RequireSame(Directory.GetFiles(Feed).Select(f => Path.GetFileName(f)!), expected, $"the files in {Feed}");
    foreach (string name in libraries.Append(Suite))
    {
        Verify(name, version, [$"lib/net10.0/{name}.dll", $"lib/net10.0/{name}.xml"], $"lib/net10.0/{name}.pdb");
    }

    Verify(Tool, version, ["tools/net10.0/any/DotnetToolSettings.xml", $"tools/net10.0/any/{Tool}.dll"], $"tools/net10.0/any/{Tool}.pdb");
    Console.WriteLine($"{Feed}: {expected.Length} complete packages.");
}

void Verify(string name, string version, string[] files, string symbols)
{
    using ZipArchive package = ZipFile.OpenRead($"{Feed}/{name}.{version}.nupkg");
    foreach (string file in (string[])[.. files, "README.md", "LICENSE"])
    {
        Step.Require(package.GetEntry(file) is not null, $"{name} must contain {file}.");
    }

    using ZipArchive symbolPackage = ZipFile.OpenRead($"{Feed}/{name}.{version}.snupkg");
    Step.Require(symbolPackage.GetEntry(symbols) is not null, $"The symbol package of {name} must contain {symbols}.");

    using Stream stream = package.GetEntry($"{name}.nuspec")!.Open();
    XElement[] metadata = [.. XDocument.Load(stream).Root!.Elements().First().Elements()];
    string[] keys = ["id", "version", "title", "authors", "license", "readme", "description", "releaseNotes", "copyright", "tags"];
    foreach (string key in keys)
    {
        Step.Require(metadata.Any(e => e.Name.LocalName == key && e.Value.Length > 0), $"The metadata of {name} must contain {key}.");
    }

    XElement? repository = metadata.FirstOrDefault(e => e.Name.LocalName == "repository");
    Step.Require(repository?.Attribute("commit")?.Value.Length == 40, $"The metadata of {name} must contain the commit.");
}

void TestConsumer(Scratch scratch, string version)
{
    Folder.Delete($"{Consumer}/bin");
    Folder.Delete($"{Consumer}/obj");
    string program = scratch["consumer"];
    string log = Run(OwnCache(scratch), ".", "dotnet", "publish", Consumer, "-c", "Release", "-r", Platform.Rid, "-o", program);
    Step.Require(!log.Contains("warning", StringComparison.OrdinalIgnoreCase), $"{log}\nPublishing the consumer must not cause warnings.");
    foreach (string name in libraries)
    {
        Step.Require(IsFromFeed(scratch, name, version), $"The consumer must use {name} from {Feed}.");
    }

    string output = Run([], scratch.Create("consumer-work"), Path.Combine(program, Platform.Program("Consumer")));
    string[] lines =
    [
        "the sandbox is an account: True",
        "as a service: 2 to create, the same plan as from the file: True",
        "staging: 2 to create, 0 to delete",
        "up: all done: True, droplets: 2",
        "staging: 0 to create, 0 to delete",
        "up again: all done: True, droplets: 2",
        "staging: 0 to create, 2 to delete",
        "down: all done: True, droplets: 0",
        "aws: 1 to create, 0 to delete",
    ];
    Step.Require(output.ReplaceLineEndings("\n").TrimEnd() == string.Join('\n', lines), $"Unexpected output of the consumer:\n{output}");
    Console.WriteLine("Consumer: published natively, creates and deletes an environment.");
}

// The example references only the Stagecraft package.
void TestProvider(Scratch scratch)
{
    string program = scratch["provider"];
    string work = scratch.Create("provider-work");
    Folder.Delete($"{Provider}/bin");
    Folder.Delete($"{Provider}/obj");
    File.Copy($"{Provider}/stagecraft.yml", Path.Combine(work, "stagecraft.yml"));
    Run(OwnCache(scratch), ".", "dotnet", "build", Provider, "-c", "Release", "-o", program);
    foreach ((string verb, string expected) in (ReadOnlySpan<(string, string)>)[
        ("plan", "Plan: 2 to create, 0 to delete, 0 to replace, 0 drifted, 0 unchanged."),
        ("up", "Done: 2 created."),
        ("up", "Done: 2 unchanged."),
        ("plan", "No changes: 2 as declared."),
        ("hosts", "app-1 active"),
        ("down", "Done: 2 deleted."),
        ("hosts", "No hosts.")])
    {
        RequireOutput([], work, Path.Combine(program, Platform.Program("filehosts")), expected, verb, "staging");
    }

    Console.WriteLine("Example provider: creates, lists and deletes an environment.");
}

// The conformance suite as a package, on the example driver.
void TestConformance(Scratch scratch, string version)
{
    Folder.Delete($"{Conformance}/bin");
    Folder.Delete($"{Conformance}/obj");
    string program = scratch["conformance"];
    Run(OwnCache(scratch), ".", "dotnet", "build", Conformance, "-c", "Release", "-o", program);
    Step.Require(IsFromFeed(scratch, Suite, version), $"The conformance test must use {Suite} from {Feed}.");
    string output = Run([], scratch.Create("conformance-work"), Path.Combine(program, Platform.Program("Conformance")), "-noColor");
    Step.Require(Regex.IsMatch(output, @"Total: [1-9]\d+, Errors: 0, Failed: 0,"), $"The conformance suite must pass:\n{output}");
    Console.WriteLine("Conformance suite: passes on the example driver.");
}

void TestTool(Scratch scratch, string version)
{
    string tools = scratch["tools"];
    string home = scratch.Create("home");
    string work = scratch.Create("work");
    string config = Path.Combine(work, "stagecraft.yml");
    File.Copy("examples/stagecraft.yml", config);
    string[] source = ["--add-source", Path.GetFullPath(Feed), "--version", version];
    Run(OwnCache(scratch), ".", "dotnet", ["tool", "install", Tool, "--tool-path", tools, .. source]);

    string command = Path.Combine(tools, Platform.Program("stagecraft"));
    (string, string)[] variables = [("HOME", home), ("XDG_CONFIG_HOME", home), ("XDG_DATA_HOME", home)];
    string[] staging = ["-c", config, "-e", "staging", "--sandbox", "--yes"];
    RequireOutput(variables, work, command, version, "--version");
    RequireOutput(variables, work, command, "Done: 2 created.", ["infra", "up", .. staging]);
    RequireOutput(variables, work, command, "No droplets of staging are left.", ["infra", "down", .. staging]);

    Run(OwnCache(scratch), ".", "dotnet", "tool", "uninstall", Tool, "--tool-path", tools);
    string[] remaining = Directory.Exists(tools) ? Directory.GetFiles(tools, "*", SearchOption.AllDirectories) : [];
    RequireSame(remaining, [], "the directory of the uninstalled tool");
    RequireSame(Directory.GetFileSystemEntries(home), [], "the home directory");
    string[] entries = [.. Directory.GetFileSystemEntries(work).Select(f => Path.GetFileName(f)!)];
    RequireSame(entries, [".stagecraft", "stagecraft.yml"], "the working directory");
    Console.WriteLine("Tool: installed, creates and deletes an environment, uninstalled.");
}

// A separate package cache, so that no earlier package of this project is used. The local cache is the fallback for third-party packages.
(string, string)[] OwnCache(Scratch scratch)
{
    string local = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
    Directory.CreateDirectory(local);
    return [("NUGET_PACKAGES", scratch["packages"]), ("NUGET_FALLBACK_PACKAGES", local), ("CI", "")];
}

bool IsFromFeed(Scratch scratch, string name, string version)
{
    using ZipArchive package = ZipFile.OpenRead($"{Feed}/{name}.{version}.nupkg");
    using Stream assembly = package.GetEntry($"lib/net10.0/{name}.dll")!.Open();
    using MemoryStream bytes = new();
    assembly.CopyTo(bytes);
    string used = scratch[$"packages/{name.ToLowerInvariant()}/{version}/lib/net10.0/{name}.dll"];
    return File.Exists(used) && File.ReadAllBytes(used).AsSpan().SequenceEqual(bytes.ToArray());
}

static void RequireSame(IEnumerable<string> actual, IEnumerable<string> expected, string what)
{
    string found = string.Join(", ", actual.Order(StringComparer.Ordinal));
    string wanted = string.Join(", ", expected.Order(StringComparer.Ordinal));
    Step.Require(found == wanted, $"Unexpected entries in {what}: [{found}] instead of [{wanted}]");
}

static void RequireOutput(
    (string, string)[] variables, string directory, string file, string expected, params string[] arguments)
{
    string output = Run(variables, directory, file, arguments);
    bool isExpected = output.Contains(expected, StringComparison.Ordinal);
    Step.Require(isExpected, $"'{string.Join(' ', arguments)}' must print '{expected}':\n{output}");
}

static string Run((string Name, string Value)[] variables, string directory, string file, params string[] arguments)
{
    ProcessStartInfo start = new(file, arguments) { WorkingDirectory = directory };
    foreach ((string name, string value) in variables)
    {
        start.Environment[name] = value;
    }

    return Step.Output(start);
}
