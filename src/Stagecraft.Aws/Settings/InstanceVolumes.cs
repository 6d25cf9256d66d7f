namespace Stagecraft.Aws.Settings;

/// <summary>The volumes of an instance.</summary>
internal static class InstanceVolumes
{
    /// <summary>The names that EC2 recommends for volumes: sdf to sdp.</summary>
    private const string Letters = "fghijklmnop";

    // An NVMe device has the volume's id as its serial number. The name of the attachment is in the data that the controller returns
    // for the command Identify, at byte 3072.
    private const string FindDevice = """
        attachment_of() {
            python3 -c '
        import ctypes, fcntl, struct, sys
        data = ctypes.create_string_buffer(4096)
        identify = struct.pack("=BBHIIIQQII8I", 6, 0, 0, 0, 0, 0, 0, ctypes.addressof(data), 0, 4096, 1, 0, 0, 0, 0, 0, 0, 0)
        with open(sys.argv[1], "rb", buffering=0) as device:
            fcntl.ioctl(device, 0xC0484E41, identify)
        print(data.raw[3072:3104].decode("ascii", "replace").strip(" \0").replace("/dev/", ""))
        ' "$1" 2>/dev/null
        }

        # The device of a volume by the name of its attachment.
        find_device() {
            for candidate in /dev/nvme*n1; do
                if [ -e "$candidate" ] && [ "$(attachment_of "$candidate")" = "$1" ]; then
                    serial=$(tr -d ' ' <"/sys/block/${candidate#/dev/}/device/serial")
                    echo "/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_$serial"
                    return
                fi
            done

            # The device of an instance type without NVMe.
            echo "/dev/xvd${1#sd}"
        }


        """;

    public static VolumeLimits Limits { get; } = new(Ec2Terms.Terms, Letters.Length, MaxName: 255, BeginWithLetter: false);

    /// <summary>The names with which volumes are attached, for example <c>sdf</c>.</summary>
    public static IEnumerable<string> Names => Letters.Select(l => $"sd{l}");

    public static MountDevice Device { get; } = new()
    {
        Machine = Ec2Terms.Terms.Machine,
        Command = "device=$(find_device \"$1\")",
        IsLate = true,
        Functions = FindDevice.ReplaceLineEndings("\n"),
        NameOf = AttachmentOf,
    };

    /// <summary>The name with which a volume is attached, for example <c>sdf</c>; <c>/dev/sdf</c> in requests. The script that mounts the
    /// volumes of a new instance uses it.</summary>
    /// <param name="volumes">All volumes of the host.</param>
    /// <param name="volume">One of them.</param>
    public static string AttachmentOf(IReadOnlyList<VolumeSettings> volumes, VolumeSettings volume) =>
        $"sd{Letters[volumes.Count(v => string.CompareOrdinal(v.Name, volume.Name) < 0) % Letters.Length]}";
}
