// Makes what a release has for this machine's system and processor, in artifacts/release: the archive, its bill of materials, SHA256SUMS.
// What they hold is in spec/releases.md, sections 1 and 2.
//   dotnet run eng/release.cs [-- --binary FILE] [--tag vX.Y.Z]
// Without --binary the command is published first; with it the file is taken that eng/native.cs has made of the same sources.
#:property RestorePackagesWithLockFile=false
#:property RestoreLockedMode=false
#:property PublishAot=false
#:property EnforceCodeStyleInBuild=false

using System.Diagnostics;
using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;

const string Folder = "artifacts/release";
const string Project = "src/Stagecraft.Cli";
const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
const UnixFileMode Executable = Readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

if (!File.Exists("stagecraft.slnx"))
{
    return Fail("Run it from the root of the repository: dotnet run eng/release.cs", code: 3);
}

string? binary = null;
string? tag = null;
for (int i = 0; i < args.Length; i += 2)
{
    string? value = i + 1 < args.Length ? args[i + 1] : null;
    switch (args[i])
    {
        case "--binary" when value is not null:
            binary = value;
            break;
        case "--tag" when value is not null:
            tag = value;
            break;
        default:
            return Fail($"'{args[i]}' is no option, or has no value: [--binary FILE] [--tag vX.Y.Z]", code: 3);
    }
}

string version = XDocument.Load("Directory.Build.props").Descendants("Version").Single().Value;
if (tag is not null && tag != $"v{version}")
{
    return Fail($"The tag {tag} is not v{version}, the version in Directory.Build.props.");
}

if (binary is not null && !File.Exists(binary))
{
    return Fail($"--binary: there is no {binary}", code: 3);
}

string rid = ThisMachine();
bool isWindows = OperatingSystem.IsWindows();
string top = $"stagecraft-{version}-{rid}";
string scratch = Directory.CreateTempSubdirectory("stagecraft-release-").FullName;
try
{
    if (binary is null)
    {
        Run("dotnet", "publish", Project, "-c", "Release", "-r", rid, "-o", Path.Combine(scratch, "published"));
        binary = Path.Combine(scratch, "published", isWindows ? "stagecraft.exe" : "stagecraft");
    }
    else
    {
        // What it was restored from is read below.
        Run("dotnet", "restore", Project, "-r", rid);
    }

    binary = Path.GetFullPath(binary);
    Same(Run(binary, "--version").Trim(), $"stagecraft {version}", "what the command says of itself");
    if (rid.StartsWith("linux-", StringComparison.Ordinal))
    {
        CheckReach(binary);
    }

    DateTimeOffset time = DateTimeOffset.FromUnixTimeSeconds(long.Parse(
        Environment.GetEnvironmentVariable("SOURCE_DATE_EPOCH") is { Length: > 0 } epoch ? epoch : Run("git", "log", "-1", "--format=%ct").Trim(), CultureInfo.InvariantCulture));

    byte[] bill = BillOfMaterials(binary, version, rid, time);
    SortedDictionary<string, (byte[] Bytes, bool IsExecutable)> files = new(StringComparer.Ordinal)
    {
        [isWindows ? "stagecraft.exe" : "stagecraft"] = (File.ReadAllBytes(binary), true),
        ["stagecraft.sbom.json"] = (bill, false),
        ["man/stagecraft.1"] = (File.ReadAllBytes("docs/man/stagecraft.1"), false),
        ["completions/stagecraft.bash"] = (Completions("bash"), false),
        ["completions/_stagecraft"] = (Completions("zsh"), false),
        ["completions/stagecraft.fish"] = (Completions("fish"), false),
        ["completions/stagecraft.ps1"] = (Completions("powershell"), false),
    };
    foreach (string name in (string[])["LICENSE", "README.md", "CHANGELOG.md"])
    {
        files[name] = (File.ReadAllBytes(name), false);
    }

    if (isWindows)
    {
        files["e_sqlite3.dll"] = (File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(binary)!, "e_sqlite3.dll")), false);
    }

    if (Directory.Exists(Folder))
    {
        Directory.Delete(Folder, recursive: true);
    }

    Directory.CreateDirectory(Folder);
    string archive = Path.Combine(Folder, top + (isWindows ? ".zip" : ".tar.gz"));
    byte[] packed = Pack();
    Same(Hash(Pack()), Hash(packed), "the archive, made a second time");
    Same(Encoding.UTF8.GetString(BillOfMaterials(binary, version, rid, time)), Encoding.UTF8.GetString(bill), "the bill of materials, made a second time");
    File.WriteAllBytes(archive, packed);
    File.WriteAllBytes(Path.Combine(Folder, $"{top}.sbom.json"), bill);
    string sums = Path.Combine(Folder, "SHA256SUMS");
    File.WriteAllText(sums, string.Concat(Directory.GetFiles(Folder).Order(StringComparer.Ordinal).Select(f => $"{Hash(File.ReadAllBytes(f))}  {Path.GetFileName(f)}\n")));

    Check(archive, sums);
    foreach (string file in Directory.GetFiles(Folder).Order(StringComparer.Ordinal))
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Folder}/{Path.GetFileName(file)}: {new FileInfo(file).Length:N0} bytes"));
    }

    return 0;

    byte[] Completions(string shell) => Encoding.UTF8.GetBytes(Run(binary, "completions", shell));

    byte[] Pack() => isWindows ? Zip(top, files, time) : Tar(top, files, time);

    // What a user does with it: sums, unpack, run.
    void Check(string archive, string sums)
    {
        string[] lines = File.ReadAllLines(sums);
        foreach (string line in lines)
        {
            Same(Hash(File.ReadAllBytes(Path.Combine(Folder, line[66..]))), line[..64], $"the sum of {line[66..]}");
        }

        Same(string.Join(' ', lines.Select(l => l[66..])), $"{top}.sbom.json {Path.GetFileName(archive)}", "what SHA256SUMS names");
        string unpacked = Path.Combine(scratch, "unpacked");
        Directory.CreateDirectory(unpacked);
        if (isWindows)
        {
            ZipFile.ExtractToDirectory(archive, unpacked);
        }
        else
        {
            Run("tar", "-xzf", archive, "-C", unpacked);
        }

        Same(Directory.GetFileSystemEntries(unpacked).Single(), Path.Combine(unpacked, top), "the top folder");
        Same(
            string.Join(' ', Directory.GetFiles(unpacked, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Path.Combine(unpacked, top), f).Replace('\\', '/')).Order(StringComparer.Ordinal)),
            string.Join(' ', files.Keys),
            "the files that were unpacked");
        Same(Run(Path.Combine(unpacked, top, isWindows ? "stagecraft.exe" : "stagecraft"), "--version").Trim(), $"stagecraft {version}", "what the unpacked command says of itself");
    }
}
catch (InvalidOperationException e)
{
    return Fail(e.Message);
}
finally
{
    Directory.Delete(scratch, recursive: true);
}

static int Fail(string why, int code = 1)
{
    Console.Error.WriteLine(why);
    return code;
}

static void Same(string actual, string expected, string what)
{
    if (actual != expected)
    {
        throw new InvalidOperationException($"{what}: it is\n  {actual}\nand must be\n  {expected}");
    }
}

// The names of versions that a command wants of glibc are texts in it. What is too new for 1.4 was made on too new a machine.
static void CheckReach(string binary)
{
    Version? newest = Regex.Matches(Encoding.Latin1.GetString(File.ReadAllBytes(binary)), @"\0GLIBC_(2\.\d+)(?=[\0.])").Select(m => Version.Parse(m.Groups[1].Value)).Max();
    if (newest is null || newest > new Version(2, 34))
    {
        throw new InvalidOperationException($"The command wants glibc {newest}, and must run on 2.34: publish it on an older system.");
    }
}

static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

static byte[] Tar(string top, SortedDictionary<string, (byte[] Bytes, bool IsExecutable)> files, DateTimeOffset time)
{
    using MemoryStream packed = new();
    using (GZipStream gzip = new(packed, CompressionLevel.SmallestSize, leaveOpen: true))
    using (TarWriter tar = new(gzip, TarEntryFormat.Ustar))
    {
        Write(new UstarTarEntry(TarEntryType.Directory, $"{top}/"), Executable);
        HashSet<string> folders = [];
        foreach ((string name, (byte[] bytes, bool isExecutable)) in files)
        {
            if (name.IndexOf('/') is > 0 and var slash && folders.Add(name[..slash]))
            {
                Write(new UstarTarEntry(TarEntryType.Directory, $"{top}/{name[..slash]}/"), Executable);
            }

            Write(new UstarTarEntry(TarEntryType.RegularFile, $"{top}/{name}") { DataStream = new MemoryStream(bytes) }, isExecutable ? Executable : Readable);
        }

        void Write(UstarTarEntry entry, UnixFileMode mode)
        {
            (entry.Uid, entry.Gid, entry.UserName, entry.GroupName, entry.Mode, entry.ModificationTime) = (0, 0, "", "", mode, time);
            tar.WriteEntry(entry);
        }
    }

    return packed.ToArray();
}

static byte[] Zip(string top, SortedDictionary<string, (byte[] Bytes, bool IsExecutable)> files, DateTimeOffset time)
{
    using MemoryStream packed = new();
    using (ZipArchive zip = new(packed, ZipArchiveMode.Create, leaveOpen: true))
    {
        foreach ((string name, (byte[] bytes, _)) in files)
        {
            ZipArchiveEntry entry = zip.CreateEntry($"{top}/{name}", CompressionLevel.SmallestSize);
            entry.LastWriteTime = time.ToUniversalTime();
            entry.ExternalAttributes = 0;
            using Stream content = entry.Open();
            content.Write(bytes);
        }
    }

    return packed.ToArray();
}

// CycloneDX 1.6, of what the restore for this system and processor took. https://cyclonedx.org/docs/1.6/json/
static byte[] BillOfMaterials(string binary, string version, string rid, DateTimeOffset time)
{
    JsonNode assets = JsonNode.Parse(File.ReadAllText(Path.Combine(Project, "obj", "project.assets.json")))!;
    JsonObject target = assets["targets"]![$"net10.0/{rid}"] as JsonObject
        ?? throw new InvalidOperationException($"{Project}/obj/project.assets.json has no net10.0/{rid}");
    JsonObject framework = assets["project"]!["frameworks"]!["net10.0"]!.AsObject();
    string[] caches = [.. assets["packageFolders"]!.AsObject().Select(f => f.Key)];
    string self = $"pkg:generic/stagecraft@{version}";

    // The packs that a publication fetches beside the packages. Ahead of time, the first two come into the command, the other two make it.
    Dictionary<string, (string Name, string Version, bool IsIn)> packages = new(StringComparer.OrdinalIgnoreCase);
    foreach (JsonNode? pack in framework["downloadDependencies"] as JsonArray ?? [])
    {
        string name = (string)pack!["name"]!;
        bool isIn = name.Contains(".NativeAOT.", StringComparison.Ordinal) || name.StartsWith("Microsoft.AspNetCore.App.Runtime.", StringComparison.Ordinal);
        packages[name] = (name, ((string)pack["version"]!).Trim('[', ']').Split(',')[0], isIn);
    }

    foreach ((string key, JsonNode? library) in target)
    {
        string[] parts = key.Split('/');
        if ((string?)library!["type"] == "package")
        {
            packages[parts[0]] = (parts[0], parts[1], library["runtime"] is not null || library["native"] is not null || library["runtimeTargets"] is not null);
        }
    }

    JsonArray components = [], dependencies = [];
    SortedSet<string> direct = new(packages.Keys.Where(n => !target.Any(t => t.Key.StartsWith(n + "/", StringComparison.OrdinalIgnoreCase))), StringComparer.OrdinalIgnoreCase);
    direct.UnionWith(framework["dependencies"]!.AsObject().Select(d => d.Key));
    direct.UnionWith(target.Where(t => (string?)t.Value!["type"] == "project").SelectMany(t => Needs(t.Value!)));
    dependencies.Add(Edge(self, direct));
    foreach ((string name, string packageVersion, bool isIn) in packages.Values.OrderBy(p => p.Name, StringComparer.Ordinal))
    {
        string folder = caches.Select(c => Path.Combine(c, name.ToLowerInvariant(), packageVersion)).FirstOrDefault(Directory.Exists)
            ?? throw new InvalidOperationException($"{name} {packageVersion} is in no package folder");
        string file = Path.Combine(folder, $"{name.ToLowerInvariant()}.{packageVersion}.nupkg");
        JsonObject component = new()
        {
            ["type"] = "library",
            ["bom-ref"] = Purl(name),
            ["name"] = name,
            ["version"] = packageVersion,
            ["scope"] = isIn ? "required" : "excluded",
            ["hashes"] = new JsonArray(new JsonObject { ["alg"] = "SHA-512", ["content"] = Convert.ToHexStringLower(SHA512.HashData(File.ReadAllBytes(file))) }),
        };
        XElement described = XDocument.Load(Directory.GetFiles(folder, "*.nuspec").Single()).Root!.Elements().Single(e => e.Name.LocalName == "metadata");
        if (Licence(described) is { } licence)
        {
            component["licenses"] = new JsonArray(licence);
        }

        component["purl"] = Purl(name);
        components.Add(component);
        dependencies.Add(Edge(Purl(name), target.FirstOrDefault(t => t.Key.Equals($"{name}/{packageVersion}", StringComparison.OrdinalIgnoreCase)).Value is { } node ? Needs(node) : []));
    }

    JsonObject bill = new()
    {
        ["bomFormat"] = "CycloneDX",
        ["specVersion"] = "1.6",
        ["version"] = 1,
        ["metadata"] = new JsonObject
        {
            ["timestamp"] = time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["component"] = new JsonObject
            {
                ["type"] = "application",
                ["bom-ref"] = self,
                ["name"] = "stagecraft",
                ["version"] = version,
                ["hashes"] = new JsonArray(new JsonObject { ["alg"] = "SHA-256", ["content"] = Hash(File.ReadAllBytes(binary)) }),
                ["licenses"] = new JsonArray(new JsonObject { ["license"] = new JsonObject { ["id"] = "Apache-2.0" } }),
                ["purl"] = self,
            },
        },
        ["components"] = components,
        ["dependencies"] = dependencies,
    };
    return Encoding.UTF8.GetBytes(bill.ToJsonString(new JsonSerializerOptions { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n");

    string Purl(string name) => $"pkg:nuget/{packages[name].Name}@{packages[name].Version}";

    static IEnumerable<string> Needs(JsonNode node) => (node["dependencies"] as JsonObject ?? []).Select(d => d.Key);

    JsonObject Edge(string from, IEnumerable<string> to) => new()
    {
        ["ref"] = from,
        ["dependsOn"] = new JsonArray([.. to.Where(packages.ContainsKey).Select(Purl).Distinct().Order(StringComparer.Ordinal).Select(p => JsonValue.Create(p))]),
    };
}

// As the package declares it: an SPDX expression, a file in it, or an address.
static JsonObject? Licence(XElement described)
{
    XElement? licence = described.Elements().FirstOrDefault(e => e.Name.LocalName == "license");
    XElement? address = described.Elements().FirstOrDefault(e => e.Name.LocalName == "licenseUrl");
    return (string?)licence?.Attribute("type") switch
    {
        "expression" when !licence.Value.Contains(' ') => new() { ["license"] = new JsonObject { ["id"] = licence.Value } },
        "expression" => new() { ["expression"] = licence.Value },
        "file" => new() { ["license"] = new JsonObject { ["name"] = $"{licence.Value} in the package" } },
        _ => address is null ? null : new() { ["license"] = new JsonObject { ["name"] = "see the address", ["url"] = address.Value } },
    };
}

// Only for its own system and processor can a machine make one.
static string ThisMachine()
{
    string system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx"
        : RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal) ? "linux-musl" : "linux";
    return $"{system}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";
}

static string Run(string file, params string[] arguments)
{
    ProcessStartInfo start = new(file, arguments) { UseShellExecute = false, RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 };
    using Process process = Process.Start(start)!;
    string output = process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{file} {string.Join(' ', arguments)} ended with {process.ExitCode}\n{output}");
}
