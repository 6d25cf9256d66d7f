// Makes the NuGet packages in artifacts/packages, looks into them, and tries them as somebody else would: a program that has nothing but the
// packages is published native and run, the example of a provider is run, and the tool is installed, used and removed.
//   dotnet run eng/packages.cs [-- pack]
// With `pack` they are made and looked into only. Packages that are already known by machine are taken from its cache, ours never.
#:property RestorePackagesWithLockFile=false
#:property RestoreLockedMode=false
#:property PublishAot=false
#:property EnforceCodeStyleInBuild=false

using System.Diagnostics;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Xml.Linq;

const string Feed = "artifacts/packages";
const string Consumer = "tests/packages/consumer";
const string Provider = "examples/custom-provider";
const string Tool = "Stagecraft.Cli";
string[] libraries = ["Stagecraft", "Stagecraft.DigitalOcean", "Stagecraft.DigitalOcean.Sandbox"];

if (!File.Exists("stagecraft.slnx"))
{
    Console.Error.WriteLine("Run it from the root of the repository: dotnet run eng/packages.cs");
    return 3;
}

string version = XDocument.Load("Directory.Build.props").Descendants("Version").Single().Value;
DirectoryInfo scratch = Directory.CreateTempSubdirectory("stagecraft-packages-");
try
{
    Make();
    if (!args.Contains("pack"))
    {
        TryConsumer();
        TryProvider();
        TryTool();
    }

    return 0;
}
catch (InvalidOperationException unmet)
{
    Console.Error.WriteLine(unmet.Message);
    return 1;
}
finally
{
    scratch.Delete(recursive: true);
}

void Make()
{
    Emptied(Feed);
    foreach (string name in (string[])[.. libraries, Tool])
    {
        // As in a pipeline: what is built holds no path of this machine.
        string made = Do([("CI", "true")], ".", "dotnet", "pack", $"src/{name}", "-c", "Release", "-o", Feed);
        Demand(!made.Contains("warning", StringComparison.OrdinalIgnoreCase) && !made.Contains("missing", StringComparison.Ordinal), $"{name} is packed without a warning\n{made}");
    }

    string[] expected = [.. libraries.Append(Tool).SelectMany(IEnumerable<string> (n) => [$"{n}.{version}.nupkg", $"{n}.{version}.snupkg"]).Order(StringComparer.Ordinal)];
    string[] found = [.. Directory.GetFiles(Feed).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];
    Demand(expected.SequenceEqual(found), $"the packages are {string.Join(", ", expected)}, and not {string.Join(", ", found)}");
    foreach (string name in libraries)
    {
        Look(name, [$"lib/net10.0/{name}.dll", $"lib/net10.0/{name}.xml"], $"lib/net10.0/{name}.pdb");
    }

    Look(Tool, ["tools/net10.0/any/DotnetToolSettings.xml", $"tools/net10.0/any/{Tool}.dll"], $"tools/net10.0/any/{Tool}.pdb");
    Say($"{found.Length} packages in {Feed}, complete.");
}

void Look(string name, string[] files, string symbols)
{
    using ZipArchive package = ZipFile.OpenRead($"{Feed}/{name}.{version}.nupkg");
    HashSet<string> held = [.. package.Entries.Select(e => e.FullName)];
    foreach (string file in (string[])[.. files, "README.md", "LICENSE"])
    {
        Demand(held.Contains(file), $"{name} holds {file}");
    }

    using ZipArchive with = ZipFile.OpenRead($"{Feed}/{name}.{version}.snupkg");
    Demand(with.Entries.Any(e => e.FullName == symbols), $"{name} has its symbols");

    using Stream stream = package.GetEntry($"{name}.nuspec")!.Open();
    XElement metadata = XDocument.Load(stream).Root!.Elements().First();
    string Of(string key) => metadata.Elements().FirstOrDefault(e => e.Name.LocalName == key)?.Value ?? "";
    foreach (string key in (string[])["id", "version", "title", "authors", "license", "readme", "description", "releaseNotes", "copyright", "tags"])
    {
        Demand(Of(key).Length > 0, $"{name} tells its {key}");
    }

    XElement? repository = metadata.Elements().FirstOrDefault(e => e.Name.LocalName == "repository");
    Demand(repository?.Attribute("commit")?.Value.Length == 40, $"{name} tells the commit that it was made from");
}

void TryConsumer()
{
    Emptied($"{Consumer}/bin");
    Emptied($"{Consumer}/obj");
    string program = Path.Combine(scratch.FullName, "consumer");
    string log = Do(OwnPackages(), ".", "dotnet", "publish", Consumer, "-c", "Release", "-r", ThisMachine(), "-o", program);
    Demand(!log.Contains("warning", StringComparison.OrdinalIgnoreCase), $"the program of somebody else is published native without a warning\n{log}");
    foreach (string name in libraries)
    {
        Demand(IsOurs(name), $"the program of somebody else was made with {name} of {Feed}");
    }

    string work = Directory.CreateDirectory(Path.Combine(scratch.FullName, "consumer-work")).FullName;
    string said = Do([], work, Path.Combine(program, OperatingSystem.IsWindows() ? "Consumer.exe" : "Consumer"));
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
    ];
    Demand(said.ReplaceLineEndings("\n").TrimEnd() == string.Join('\n', lines), $"the program of somebody else plans, brings up and clears an environment; it said\n{said}");
    Say("A native program of the packages plans, brings up and clears an environment.");
}

// The example of a provider has the contracts' package, and nothing else.
void TryProvider()
{
    string program = Path.Combine(scratch.FullName, "provider");
    string work = Directory.CreateDirectory(Path.Combine(scratch.FullName, "provider-work")).FullName;
    Emptied($"{Provider}/bin");
    Emptied($"{Provider}/obj");
    File.Copy($"{Provider}/stagecraft.yml", Path.Combine(work, "stagecraft.yml"));
    Do(OwnPackages(), ".", "dotnet", "build", Provider, "-c", "Release", "-o", program);
    string command = Path.Combine(program, OperatingSystem.IsWindows() ? "filehosts.exe" : "filehosts");
    foreach ((string verb, string wanted) in (ReadOnlySpan<(string, string)>)[
        ("plan", "Plan: 2 to create, 0 to delete, 0 drifted, 0 unchanged."),
        ("up", "Done: 2 created."),
        ("up", "Done: 2 unchanged."),
        ("plan", "No changes: 2 as declared."),
        ("hosts", "app-1 active"),
        ("down", "Done: 2 deleted."),
        ("hosts", "No hosts.")])
    {
        string said = Do([], work, command, verb, "staging");
        Demand(said.Contains(wanted, StringComparison.Ordinal), $"the example of a provider says '{wanted}' to {verb}; it said\n{said}");
    }

    Say("The example of a provider, made of the package alone, plans, brings up, lists and clears an environment.");
}

void TryTool()
{
    string tools = Path.Combine(scratch.FullName, "tools");
    string home = Directory.CreateDirectory(Path.Combine(scratch.FullName, "home")).FullName;
    string work = Directory.CreateDirectory(Path.Combine(scratch.FullName, "work")).FullName;
    File.Copy("examples/stagecraft.yml", Path.Combine(work, "stagecraft.yml"));
    Do(OwnPackages(), ".", "dotnet", "tool", "install", Tool, "--tool-path", tools, "--add-source", Path.GetFullPath(Feed), "--version", version);

    string command = Path.Combine(tools, OperatingSystem.IsWindows() ? "stagecraft.exe" : "stagecraft");
    string config = Path.Combine(work, "stagecraft.yml");
    (string, string)[] alone = [("HOME", home), ("XDG_CONFIG_HOME", home), ("XDG_DATA_HOME", home)];
    Demand(Do(alone, work, command, "--version").Contains(version, StringComparison.Ordinal), "the tool tells its version");
    Demand(Do(alone, work, command, "infra", "up", "-c", config, "-e", "staging", "--sandbox", "--yes").Contains("Done: 2 created.", StringComparison.Ordinal), "the tool brings up the example");
    Demand(Do(alone, work, command, "infra", "down", "-c", config, "-e", "staging", "--sandbox", "--yes").Contains("No droplets of staging are left.", StringComparison.Ordinal), "the tool clears the example");

    Do(OwnPackages(), ".", "dotnet", "tool", "uninstall", Tool, "--tool-path", tools);
    string[] left = Directory.Exists(tools) ? Directory.GetFiles(tools, "*", SearchOption.AllDirectories) : [];
    Demand(left.Length == 0, $"nothing of the tool is left, and not {string.Join(", ", left)}");
    Demand(Directory.GetFileSystemEntries(home).Length == 0, "the tool leaves nothing in its user's home");
    string[] beside = [.. Directory.GetFileSystemEntries(work).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];
    Demand(beside is [".stagecraft", "stagecraft.yml"], $"the sandbox's state is all that is beside the config, and not {string.Join(", ", beside)}");
    Say("The tool is installed, brings up the example, clears it, and is removed without a trace.");
}

// A cache of its own, so that no older package of ours is taken; what is not ours comes from the machine's.
(string, string)[] OwnPackages()
{
    string known = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
    Directory.CreateDirectory(known);
    return [("NUGET_PACKAGES", Path.Combine(scratch.FullName, "packages")), ("NUGET_FALLBACK_PACKAGES", known), ("CI", "")];
}

bool IsOurs(string name)
{
    using ZipArchive package = ZipFile.OpenRead($"{Feed}/{name}.{version}.nupkg");
    using Stream ours = package.GetEntry($"lib/net10.0/{name}.dll")!.Open();
    using MemoryStream bytes = new();
    ours.CopyTo(bytes);
    string used = Path.Combine(scratch.FullName, "packages", name.ToLowerInvariant(), version, "lib", "net10.0", $"{name}.dll");
    return File.Exists(used) && File.ReadAllBytes(used).AsSpan().SequenceEqual(bytes.ToArray());
}

static void Emptied(string folder)
{
    if (Directory.Exists(folder))
    {
        Directory.Delete(folder, recursive: true);
    }
}

static string ThisMachine()
{
    string system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx"
        : RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal) ? "linux-musl" : "linux";
    return $"{system}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";
}

static void Say(string what) => Console.WriteLine(what);

static void Demand(bool holds, string what)
{
    if (!holds)
    {
        throw new InvalidOperationException($"It does not hold that {what}");
    }
}

static string Do((string Name, string Value)[] variables, string folder, string file, params string[] arguments)
{
    ProcessStartInfo start = new(file, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
    foreach ((string name, string value) in variables)
    {
        start.Environment[name] = value;
    }

    using Process process = Process.Start(start)!;
    Task<string> errors = process.StandardError.ReadToEndAsync();
    string output = process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    Demand(process.ExitCode == 0, $"'{Path.GetFileName(file)} {string.Join(' ', arguments)}' ends well; it ended with {process.ExitCode}\n{output}{errors.Result}");
    return output;
}
