using System.Diagnostics;

namespace Stagecraft.DigitalOcean.Tests.Settings;

/// <summary>A directory that stands for the system of a droplet: the mount script runs in it with stubs of the programs that need a real
/// device. Devices are files; a device with a file system begins with its type.</summary>
internal sealed class MountMachine : IDisposable
{
    private const int DeviceSize = 2 * 1024 * 1024;

    private readonly string _root = Directory.CreateTempSubdirectory("stagecraft-mounts-").FullName;

    public MountMachine()
    {
        Directory.CreateDirectory(Path.Combine(_root, "dev"));
        Directory.CreateDirectory(Path.Combine(_root, "bin"));
        Fstab = "UUID=1 / ext4 defaults 0 1\n";

        // The exit status and the output are those of util-linux: 2 and nothing if there is no signature.
        Stub("blkid", """
            for device; do :; done
            type=$(head -c 8 "$device" | tr -d '\000')
            case "$type" in
                ext4|xfs) [ "$2" = -s ] && echo "$type"; exit 0 ;;
                PART) exit 0 ;;
                *) exit 2 ;;
            esac
            """);
        Stub("mkfs.ext4", "printf ext4 | dd of=\"$1\" conv=notrunc 2>/dev/null");
        Stub("mkfs.xfs", "printf xfs | dd of=\"$1\" conv=notrunc 2>/dev/null");
        Stub("mountpoint", "grep -q \" $2 \" \"$ROOT/mounts\" 2>/dev/null");
        Stub("mount", "[ -e \"$ROOT/no-mount\" ] && exit 32; echo \"$5 $6 $2 $4\" >>\"$ROOT/mounts\"");
        Stub("sleep", "[ -e \"$ROOT/late\" ] && mv \"$ROOT/late\" \"$ROOT/dev/scsi-0DO_Volume_$(cat \"$ROOT/late-name\")\"; exit 0");
    }

    public string Fstab
    {
        get => File.ReadAllText(Path.Combine(_root, "fstab"));
        set => File.WriteAllText(Path.Combine(_root, "fstab"), value);
    }

    /// <summary>The programs that were called, with their arguments; without the root.</summary>
    public IReadOnlyList<string> Calls => Lines("calls");

    /// <summary>The mounted devices: device, directory, type and options.</summary>
    public IReadOnlyList<string> Mounts => Lines("mounts");

    public void AddDevice(string volume, string content = "", int size = DeviceSize) =>
        File.WriteAllBytes(DevicePath(volume), Device(content, size));

    /// <summary>A device that appears during the first wait.</summary>
    public void AddLateDevice(string volume)
    {
        File.WriteAllBytes(Path.Combine(_root, "late"), Device("", DeviceSize));
        File.WriteAllText(Path.Combine(_root, "late-name"), volume);
    }

    public byte[] Content(string volume) => File.ReadAllBytes(DevicePath(volume));

    public void FailMounts() => File.WriteAllText(Path.Combine(_root, "no-mount"), "");

    /// <summary>A boot: nothing is mounted before, except what fstab has.</summary>
    public (int Status, string Error) Boot(string script)
    {
        File.Delete(Path.Combine(_root, "calls"));
        File.WriteAllLines(
            Path.Combine(_root, "mounts"),
            Fstab.Split('\n').Where(l => l.StartsWith(_root, StringComparison.Ordinal)).Select(l => l.Split(' '))
                .Select(f => $"{f[0]} {f[1]} {f[2]} fstab"));
        string path = Path.Combine(_root, "script");
        File.WriteAllText(path, script
            .Replace("/dev/disk/by-id/", _root + "/dev/", StringComparison.Ordinal)
            .Replace("/etc/fstab", _root + "/fstab", StringComparison.Ordinal)
            .Replace(" /data", $" {_root}/data", StringComparison.Ordinal));
        return Run(path);
    }

    /// <summary>The exit status of a check of the syntax.</summary>
    public (int Status, string Error) CheckSyntax(string script)
    {
        string path = Path.Combine(_root, "script");
        File.WriteAllText(path, script);
        return Run("-n", path);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private (int Status, string Error) Run(params string[] arguments)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The script is for Linux.");
        ProcessStartInfo start = new("/bin/sh", arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["PATH"] = $"{_root}/bin:/usr/bin:/bin";
        start.Environment["ROOT"] = _root;
        using Process process = Process.Start(start)!;
        string error = process.StandardError.ReadToEnd();
        process.StandardOutput.ReadToEnd().Should().BeEmpty();
        process.WaitForExit();
        return (process.ExitCode, error.Replace(_root, "", StringComparison.Ordinal));
    }

    private IReadOnlyList<string> Lines(string file) => File.Exists(Path.Combine(_root, file))
        ? [.. File.ReadAllLines(Path.Combine(_root, file)).Select(l => l.Replace(_root, "", StringComparison.Ordinal))]
        : [];

    private void Stub(string name, string body)
    {
        string path = Path.Combine(_root, "bin", name);
        File.WriteAllText(path, $"#!/bin/sh\necho \"{name} $*\" >>\"$ROOT/calls\"\n{body}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private string DevicePath(string volume) => Path.Combine(_root, "dev", "scsi-0DO_Volume_" + volume);

    private static byte[] Device(string content, int size)
    {
        byte[] device = new byte[size];
        System.Text.Encoding.ASCII.GetBytes(content).CopyTo(device, 0);
        return device;
    }
}
