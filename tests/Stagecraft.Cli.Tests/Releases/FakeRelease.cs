using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Stagecraft.Cli.Tests.Releases;

/// <summary>The files of a release for this platform (spec/releases.md 1 and 2); a short script takes the place of the command.</summary>
internal sealed class FakeRelease
{
    private readonly string _folder;
    private readonly string _version;

    internal FakeRelease(string folder, string version)
    {
        _folder = folder;
        _version = version;
        string system = OperatingSystem.IsMacOS() ? "osx" : "linux";
        Top = $"stagecraft-{version}-{system}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";
    }

    internal string Top { get; }

    internal string Archive => Path.Combine(_folder, Top + ".tar.gz");

    internal string Sums => Path.Combine(_folder, "SHA256SUMS");

    /// <summary>The script that takes the place of the command; by default it prints its version.</summary>
    internal string? Command { get; init; }

    /// <summary>Additional entries.</summary>
    internal IReadOnlyList<TarEntry> More { get; init; } = [];

    /// <summary>Writes the archive and appends its line to SHA256SUMS.</summary>
    internal FakeRelease Write()
    {
        using (FileStream file = File.Create(Archive))
        using (GZipStream gzip = new GZipStream(file, CompressionLevel.Fastest))
        using (TarWriter tar = new TarWriter(gzip, TarEntryFormat.Ustar))
        {
            tar.WriteEntry(new UstarTarEntry(TarEntryType.Directory, Top + "/") { Mode = (UnixFileMode)0b111_101_101 });
            Add(tar, "stagecraft", Command ?? $"#!/bin/sh\necho 'stagecraft {_version}'\n", executable: true);
            Add(tar, "completions/stagecraft.bash", $"# bash {_version}\n");
            Add(tar, "completions/_stagecraft", $"# zsh {_version}\n");
            Add(tar, "completions/stagecraft.fish", $"# fish {_version}\n");
            Add(tar, "man/stagecraft.1", $".\\\" man {_version}\n");
            foreach (TarEntry entry in More)
            {
                tar.WriteEntry(entry);
            }
        }

        File.AppendAllText(Sums, $"{Hash(Archive)}  {Top}.tar.gz\n");
        return this;
    }

    internal static UstarTarEntry Entry(string name, string text = "evil\n") =>
        new(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) };

    private static string Hash(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));

    private void Add(TarWriter tar, string name, string text, bool executable = false)
    {
        UstarTarEntry entry = Entry($"{Top}/{name}", text);
        entry.Mode = (UnixFileMode)(executable ? 0b111_101_101 : 0b110_100_100);
        tar.WriteEntry(entry);
    }
}
