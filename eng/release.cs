// Creates the release files for this platform in artifacts/release: the archive, its bill of materials and SHA256SUMS.
// Their contents are specified in spec/releases.md, sections 1 and 2.
//   dotnet run eng/release.cs [-- --binary FILE] [--tag vX.Y.Z]
// --binary uses a command that eng/native.cs has published from the same sources. By default the command is published first.
#:project Shared

using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Stagecraft.Eng;

const string Output = "artifacts/release";
const string Project = "src/Stagecraft.Cli";
const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
const UnixFileMode Executable = Readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

string? binary = null;
string? tag = null;
for (int i = 0; i < args.Length; i += 2)
{
    switch (args[i])
    {
        case "--binary" when i + 1 < args.Length && File.Exists(args[i + 1]):
            binary = Path.GetFullPath(args[i + 1]);
            break;
        case "--tag" when i + 1 < args.Length:
            tag = args[i + 1];
            break;
        default:
            Console.Error.WriteLine($"Invalid option, or missing value or file: {args[i]}\nUsage: [--binary FILE] [--tag vX.Y.Z]");
            return 3;
    }
}

return Step.RunAll(() =>
{
    Release release = new(Repository.Version, $"stagecraft-{Repository.Version}-{Platform.Rid}", CommitTime());
    Step.Require(tag is null || tag == $"v{release.Version}", $"The tag {tag} does not match version {release.Version}.");
    using Scratch scratch = new();
    binary = Publish(scratch, binary);
    RequireSame(Step.Output(binary, "--version").Trim(), $"stagecraft {release.Version}", "the version that the command reports");
    if (OperatingSystem.IsLinux())
    {
        RequireOldGlibc(binary);
    }

    byte[] bill = BillOfMaterials(binary, release, scratch);
    SortedDictionary<string, ArchiveFile> files = Files(binary, bill);
    byte[] archive = Pack(release, files);
    RequireSame(Hash(Pack(release, files)), Hash(archive), "the hash of a second archive");
    RequireSame(Hash(BillOfMaterials(binary, release, scratch)), Hash(bill), "the hash of a second bill of materials");
    Folder.Delete(Output);
    Directory.CreateDirectory(Output);
    string extension = OperatingSystem.IsWindows() ? "zip" : "tar.gz";
    File.WriteAllBytes($"{Output}/{release.Top}.{extension}", archive);
    File.WriteAllBytes($"{Output}/{release.Top}.sbom.json", bill);
    IEnumerable<string> names = [$"{release.Top}.sbom.json", $"{release.Top}.{extension}"];
    File.WriteAllText($"{Output}/SHA256SUMS", string.Concat(names.Select(n => $"{Hash(File.ReadAllBytes($"{Output}/{n}"))}  {n}\n")));
    TestArchive($"{Output}/{release.Top}.{extension}", release, files.Keys, scratch);
    foreach (string file in Directory.GetFiles(Output).Order(StringComparer.Ordinal))
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file}: {new FileInfo(file).Length:N0} bytes"));
    }

    return 0;
});

static DateTimeOffset CommitTime()
{
    string seconds = Environment.GetEnvironmentVariable("SOURCE_DATE_EPOCH") is { Length: > 0 } epoch
        ? epoch
        : Step.Output("git", "log", "-1", "--format=%ct").Trim();
    return DateTimeOffset.FromUnixTimeSeconds(long.Parse(seconds, CultureInfo.InvariantCulture));
}

static string Publish(Scratch scratch, string? binary)
{
    if (binary is not null)
    {
        // The bill of materials reads the result of the restore.
        Step.Output("dotnet", "restore", Project, "-r", Platform.Rid);
        return binary;
    }

    Step.Output("dotnet", "publish", Project, "-c", "Release", "-r", Platform.Rid, "-o", scratch["published"]);
    return scratch[$"published/{Platform.Program("stagecraft")}"];
}

static SortedDictionary<string, ArchiveFile> Files(string binary, byte[] bill)
{
    SortedDictionary<string, ArchiveFile> files = new(StringComparer.Ordinal)
    {
        [Platform.Program("stagecraft")] = new(File.ReadAllBytes(binary), Executable),
        ["stagecraft.sbom.json"] = new(bill),
        ["man/stagecraft.1"] = new(File.ReadAllBytes("docs/man/stagecraft.1")),
        ["completions/stagecraft.bash"] = Completions("bash"),
        ["completions/_stagecraft"] = Completions("zsh"),
        ["completions/stagecraft.fish"] = Completions("fish"),
        ["completions/stagecraft.ps1"] = Completions("powershell"),
    };
    foreach (string name in (string[])["LICENSE", "README.md", "CHANGELOG.md"])
    {
        files[name] = new(File.ReadAllBytes(name));
    }

    if (OperatingSystem.IsWindows())
    {
        files["e_sqlite3.dll"] = new(File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(binary)!, "e_sqlite3.dll")));
    }

    return files;

    ArchiveFile Completions(string shell) => new(Encoding.UTF8.GetBytes(Step.Output(binary, "completions", shell)));
}

// The same steps as a user: unpack and run.
static void TestArchive(string archive, Release release, IEnumerable<string> files, Scratch scratch)
{
    string unpacked = scratch.Create("unpacked");
    if (OperatingSystem.IsWindows())
    {
        ZipFile.ExtractToDirectory(archive, unpacked);
    }
    else
    {
        Step.Output("tar", "-xzf", archive, "-C", unpacked);
    }

    IEnumerable<string> found = Directory.GetFiles(unpacked, "*", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(unpacked, f).Replace('\\', '/'));
    RequireSame(
        string.Join(' ', found.Order(StringComparer.Ordinal)),
        string.Join(' ', files.Select(f => $"{release.Top}/{f}")),
        "the unpacked files");
    string command = Path.Combine(unpacked, release.Top, Platform.Program("stagecraft"));
    RequireSame(Step.Output(command, "--version").Trim(), $"stagecraft {release.Version}", "the version that the unpacked command reports");
}

static void RequireSame(string actual, string expected, string what) =>
    Step.Require(actual == expected, $"Unexpected value of {what}:\n  {actual}\ninstead of\n  {expected}");

// Required versions of glibc are strings in the binary. It requires the glibc of the build system, which can be too new for section 1.4.
static void RequireOldGlibc(string binary)
{
    string text = Encoding.Latin1.GetString(File.ReadAllBytes(binary));
    Version? newest = Regex.Matches(text, @"\0GLIBC_(2\.\d+)(?=[\0.])").Select(m => Version.Parse(m.Groups[1].Value)).Max();
    Step.Require(newest <= new Version(2, 34), $"The command requires glibc {newest}, newer than 2.34: publish it on an older system.");
}

static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

static byte[] Pack(Release release, SortedDictionary<string, ArchiveFile> files) =>
    OperatingSystem.IsWindows() ? Zip(release, files) : Tar(release, files);

static byte[] Tar(Release release, SortedDictionary<string, ArchiveFile> files)
{
    using MemoryStream packed = new();
    using (GZipStream gzip = new(packed, CompressionLevel.SmallestSize, leaveOpen: true))
    using (TarWriter tar = new(gzip, TarEntryFormat.Ustar))
    {
        Write(new UstarTarEntry(TarEntryType.Directory, $"{release.Top}/"), Executable);
        HashSet<string> directories = [];
        foreach ((string name, ArchiveFile file) in files)
        {
            if (name.IndexOf('/') is > 0 and int slash && directories.Add(name[..slash]))
            {
                Write(new UstarTarEntry(TarEntryType.Directory, $"{release.Top}/{name[..slash]}/"), Executable);
            }

            UstarTarEntry entry = new(TarEntryType.RegularFile, $"{release.Top}/{name}") { DataStream = new MemoryStream(file.Bytes) };
            Write(entry, file.Mode);
        }

        void Write(UstarTarEntry entry, UnixFileMode mode)
        {
            (entry.Uid, entry.Gid, entry.UserName, entry.GroupName) = (0, 0, "", "");
            (entry.Mode, entry.ModificationTime) = (mode, release.Time);
            tar.WriteEntry(entry);
        }
    }

    return packed.ToArray();
}

static byte[] Zip(Release release, SortedDictionary<string, ArchiveFile> files)
{
    using MemoryStream packed = new();
    using (ZipArchive zip = new(packed, ZipArchiveMode.Create, leaveOpen: true))
    {
        foreach ((string name, ArchiveFile file) in files)
        {
            ZipArchiveEntry entry = zip.CreateEntry($"{release.Top}/{name}", CompressionLevel.SmallestSize);
            entry.LastWriteTime = release.Time.ToUniversalTime();
            entry.ExternalAttributes = 0;
            using Stream content = entry.Open();
            content.Write(file.Bytes);
        }
    }

    return packed.ToArray();
}

// CycloneDX 1.6 (https://cyclonedx.org/docs/1.6/json/), from the restore for this platform.
static byte[] BillOfMaterials(string binary, Release release, Scratch scratch)
{
    Step.Output("dotnet", "tool", "restore");
    Step.Output(
        "dotnet", "dotnet-CycloneDX", $"{Project}/Stagecraft.Cli.csproj", "--recursive", "--runtime", Platform.Rid,
        "--framework", "net10.0", "--disable-package-restore", "--no-serial-number", "--spec-version", "1.6",
        "--set-name", "stagecraft", "--set-version", release.Version,
        "--output-format", "UnsafeJson", "--output", scratch.Path, "--filename", "bill.json");
    JsonObject bill = JsonNode.Parse(File.ReadAllText(scratch["bill.json"]))!.AsObject();
    JsonObject command = bill["metadata"]!["component"]!.AsObject();
    bill["metadata"]!["timestamp"] = release.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    command["hashes"] = Hashes("SHA-256", Hash(File.ReadAllBytes(binary)));
    command["licenses"] = License("Apache-2.0");
    command["purl"] = $"pkg:generic/stagecraft@{release.Version}";
    AddPacks(bill["components"]!.AsArray());
    JsonSerializerOptions options = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    return Encoding.UTF8.GetBytes(bill.ToJsonString(options) + "\n");
}

// The tool omits the runtime packs. Native compilation includes code from two of them; the others are only used to build.
static void AddPacks(JsonArray components)
{
    JsonNode assets = JsonNode.Parse(File.ReadAllText($"{Project}/obj/project.assets.json"))!;
    string[] caches = [.. assets["packageFolders"]!.AsObject().Select(f => f.Key)];
    HashSet<string> listed = [.. components.Select(c => (string)c!["name"]!)];
    foreach (JsonNode? pack in assets["project"]!["frameworks"]!["net10.0"]!["downloadDependencies"]!.AsArray())
    {
        string name = (string)pack!["name"]!;
        string version = ((string)pack["version"]!).Trim('[', ']').Split(',')[0];
        if (!listed.Add(name))
        {
            continue;
        }

        string directory = caches.Select(c => Path.Combine(c, name.ToLowerInvariant(), version)).First(Directory.Exists);
        XElement metadata = XDocument.Load(Directory.GetFiles(directory, "*.nuspec").Single()).Root!.Elements().Single();
        bool isPart = Regex.IsMatch(name, @"\.NativeAOT\.|^Microsoft\.AspNetCore\.App\.Runtime\.");
        byte[] package = File.ReadAllBytes(Directory.GetFiles(directory, "*.nupkg").Single());
        components.Add(new JsonObject
        {
            ["type"] = "library",
            ["bom-ref"] = $"pkg:nuget/{name}@{version}",
            ["name"] = name,
            ["version"] = version,
            ["scope"] = isPart ? "required" : "excluded",
            ["hashes"] = Hashes("SHA-512", Convert.ToHexString(SHA512.HashData(package))),
            ["licenses"] = License(metadata.Elements().Single(e => e.Name.LocalName == "license").Value),
            ["purl"] = $"pkg:nuget/{name}@{version}",
        });
    }
}

static JsonArray Hashes(string algorithm, string hash) => [new JsonObject { ["alg"] = algorithm, ["content"] = hash }];

static JsonArray License(string id) => [new JsonObject { ["license"] = new JsonObject { ["id"] = id } }];

/// <summary>A release for this platform.</summary>
/// <param name="Version">The version.</param>
/// <param name="Top">The top directory of the archive, and the name of its files without the extension.</param>
/// <param name="Time">The modification time of all files.</param>
internal sealed record Release(string Version, string Top, DateTimeOffset Time);

/// <summary>A file in the archive.</summary>
internal sealed record ArchiveFile(byte[] Bytes, UnixFileMode Mode = (UnixFileMode)0b110_100_100);
