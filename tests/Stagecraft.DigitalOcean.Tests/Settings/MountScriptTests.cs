using System.Text;
using Stagecraft.DigitalOcean.Settings;
using Stagecraft.Engine.Clouds;
using Stagecraft.Engine.Settings;

namespace Stagecraft.DigitalOcean.Tests.Settings;

/// <summary>Spec digitalocean.md 16.6.</summary>
public sealed class MountScriptTests : IDisposable
{
    private const string Two = "{data: {size: 1, mount: /data}, logs: {size: 1, filesystem: xfs, mount: /data/logs}, raw: {size: 1}}";
    private const string Data = "prod-app-1-data";
    private const string Logs = "prod-app-1-logs";

    private readonly MountMachine _machine = new();
    private readonly string _script = MountScript.Of(Host(Two).Volumes, DropletVolumes.Device)!;

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void The_script_is_valid_and_calls_each_mount_in_the_order_of_the_paths()
    {
        _machine.CheckSyntax(_script).Should().Be((0, ""));
        _script.Split('\n').Where(l => l.StartsWith("mount_volume ", StringComparison.Ordinal)).Should()
            .Equal($"mount_volume {Data} /data ext4", $"mount_volume {Logs} /data/logs xfs");
        _script.Should().StartWith("#!/bin/sh\n").And.NotContain("\r").And.Match(s => ((string)s).All(char.IsAscii));
    }

    [Fact]
    public void Formatted_volumes_are_mounted_and_added_to_fstab()
    {
        _machine.AddDevice(Data, "ext4");
        _machine.AddDevice(Logs, "xfs");
        _machine.Fstab = "UUID=1 / ext4 defaults 0 1";

        _machine.Boot(_script).Should().Be((0, ""));

        _machine.Mounts.Should().Equal(
            $"/dev/scsi-0DO_Volume_{Data} /data ext4 defaults,discard", $"/dev/scsi-0DO_Volume_{Logs} /data/logs xfs defaults,discard");
        _machine.Calls.Should().NotContain(c => c.StartsWith("mkfs", StringComparison.Ordinal));
        _machine.Fstab.Split('\n').Select(l => l[Math.Max(0, l.IndexOf("/dev", StringComparison.Ordinal))..]).Should().StartWith(
            ["UUID=1 / ext4 defaults 0 1"]).And.HaveCount(4).And.Contain(l => l.EndsWith(" xfs defaults,nofail,discard 0 2"));
    }

    [Fact]
    public void The_second_boot_changes_nothing()
    {
        _machine.AddDevice(Data, "ext4");
        _machine.AddDevice(Logs, "xfs");
        _machine.Boot(_script);
        string fstab = _machine.Fstab;

        _machine.Boot(_script).Should().Be((0, ""));

        _machine.Fstab.Should().Be(fstab);
        _machine.Mounts.Should().HaveCount(2).And.OnlyContain(m => m.EndsWith(" fstab"), "the system mounted them before");
        _machine.Calls.Should().NotContain(
            c => c.StartsWith("mount ", StringComparison.Ordinal) || c.StartsWith("mkfs", StringComparison.Ordinal));
    }

    [Fact]
    public void An_empty_device_gets_its_file_system_once()
    {
        _machine.AddDevice(Data);
        _machine.AddDevice(Logs);
        _machine.Boot(_script).Should().Be((0, ""));
        _machine.Calls.Where(c => c.StartsWith("mkfs", StringComparison.Ordinal)).Should()
            .Equal($"mkfs.ext4 /dev/scsi-0DO_Volume_{Data}", $"mkfs.xfs /dev/scsi-0DO_Volume_{Logs}");
        _machine.Boot(_script).Should().Be((0, ""));
        _machine.Calls.Should().NotContain(c => c.StartsWith("mkfs", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("some data of an application", 2 * 1024 * 1024)]
    [InlineData("PART", 2 * 1024 * 1024)] // a partition table: a signature without a file system
    [InlineData("", 4096)] // less than can be checked
    public void A_device_with_other_data_is_never_formatted(string content, int size)
    {
        _machine.AddDevice(Data, content, size);
        _machine.AddDevice(Logs, "xfs");
        byte[] before = _machine.Content(Data);

        (int status, string error) = _machine.Boot(_script);

        (status, error).Should().Be((1, $"stagecraft: /dev/scsi-0DO_Volume_{Data} has data, but no file system that can be mounted: it is "
            + "left unchanged\n"));
        _machine.Content(Data).Should().Equal(before);
        _machine.Calls.Should().NotContain(c => c.StartsWith("mkfs", StringComparison.Ordinal));
        _machine.Mounts.Should().ContainSingle("the other volume is mounted").Which.Should().Contain("/data/logs");
    }

    [Fact]
    public void A_file_system_of_another_type_than_declared_is_mounted_as_it_is()
    {
        _machine.AddDevice(Data, "xfs");
        _machine.AddDevice(Logs, "xfs");
        _machine.Boot(_script).Status.Should().Be(0);
        _machine.Mounts[0].Should().Be($"/dev/scsi-0DO_Volume_{Data} /data xfs defaults,discard");
    }

    [Fact]
    public void The_script_waits_for_a_device()
    {
        _machine.AddLateDevice(Data);
        _machine.AddDevice(Logs, "xfs");
        _machine.Boot(_script).Should().Be((0, ""));
        _machine.Calls.Should().ContainSingle(c => c == "sleep 2");
        _machine.Mounts.Should().HaveCount(2);
    }

    [Fact]
    public void The_wait_ends_after_ten_minutes_for_all_volumes_together()
    {
        (int status, string error) = _machine.Boot(_script);
        status.Should().Be(1);
        error.Split('\n').Should().HaveCount(3).And
            .Contain($"stagecraft: /dev/scsi-0DO_Volume_{Data} does not exist: /data is not mounted");
        _machine.Calls.Count(c => c == "sleep 2").Should().Be(300);
    }

    [Fact]
    public void A_failed_mount_is_not_added_to_fstab()
    {
        _machine.AddDevice(Data, "ext4");
        _machine.AddDevice(Logs, "xfs");
        _machine.FailMounts();
        (int status, string error) = _machine.Boot(_script);
        (status, error.Contains($"cannot mount /dev/scsi-0DO_Volume_{Data} at /data\n", StringComparison.Ordinal)).Should().Be((1, true));
        _machine.Fstab.Should().NotContain("scsi");
    }

    [Fact]
    public void User_data_without_mounts_is_unchanged() =>
        Host("{raw: {size: 1}}", "user_data: \"#!/bin/sh\\necho é\"").UserData!.Text.Should().Be("#!/bin/sh\necho é");

    [Fact]
    public void The_user_data_of_the_host_is_the_first_part()
    {
        string text = Host(Two, "user_data: \"#!/bin/sh\\necho own\"").UserData!.Text;
        string boundary = text.Split('"')[1];
        text.Should().StartWith($"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"{boundary}\"\n\n--{boundary}\n");
        Parts(text, boundary).Should().Equal(
            "Content-Type: text/plain; charset=\"us-ascii\"\n\n#!/bin/sh\necho own",
            "Content-Type: text/x-shellscript-per-boot; charset=\"us-ascii\"\nContent-Disposition: attachment; "
                + $"filename=\"stagecraft-mount-volumes\"\n\n{_script}");
    }

    [Fact]
    public void Without_user_data_the_script_is_the_only_part()
    {
        string text = Host(Two).UserData!.Text;
        Parts(text, text.Split('"')[1]).Should().ContainSingle().Which.Should().EndWith(_script);
    }

    [Fact]
    public void Characters_other_than_ascii_are_encoded()
    {
        string text = Host(Two, "user_data: \"#!/bin/sh\\necho é " + new string('x', 200) + "\"").UserData!.Text;
        string[] part = Parts(text, text.Split('"')[1])[0].Split("\n\n");
        part[0].Should().Be("Content-Type: text/plain; charset=\"utf-8\"\nContent-Transfer-Encoding: base64");
        Encoding.UTF8.GetString(Convert.FromBase64String(part[1])).Should().StartWith("#!/bin/sh\necho é xxx");
        part[1].Split('\n').Should().OnlyContain(l => l.Length <= 76);
        text.Should().Match(t => ((string)t).All(char.IsAscii));
    }

    [Fact]
    public void User_data_of_several_parts_is_nested()
    {
        const string Own = "Content-Type: multipart/mixed; boundary=x\nMIME-Version: 1.0\n\n--x\n\n#!/bin/sh\n--x--\n";
        string text = Host(Two, $"user_data: {System.Text.Json.JsonSerializer.Serialize(Own)}").UserData!.Text;
        Parts(text, text.Split('"')[1])[0].Should().Be(Own);
    }

    [Fact]
    public void The_total_is_limited()
    {
        string own = new('x', 65_000);
        int size = Host(Two, $"user_data: {own[..60_000]}").UserData!.Text.Length + 5000;
        Section.OnlyProblem(Section.WithHost($"user_data: {own}\n§volumes: {Two}")).Message.Should().Contain(
            $"the user data of host 'app-1' has {size} bytes with the script that mounts its volumes: at most 65536 are allowed");
        Section.Parse(Section.WithHost($"user_data: {own}\nvolumes: {{raw: {{size: 1}}}}")).Problems.Should().BeEmpty();
    }

    [Fact]
    public void The_hash_of_the_settings_covers_the_mounts()
    {
        Made(Host(Two)).Should().NotBe(Made(Host("{raw: {size: 1}}")));
        Made(Host(Two)).Should().Be(Made(Host(Two)));
        Made(Host(Two)).Should().NotBe(Made(Host(Two.Replace("/data/logs", "/data/log", StringComparison.Ordinal))));

        static string? Made(HostSettings host) => host.Properties.Single(p => p.Name == "user_data").Value;
    }

    private static string[] Parts(string message, string boundary)
    {
        message.Should().EndWith($"\n--{boundary}--\n");
        return [.. message[..^$"\n--{boundary}--\n".Length].Split($"\n--{boundary}\n").Skip(1)];
    }

    private static HostSettings Host(string volumes, string more = "") =>
        Section.Settings(Section.WithHost($"volumes: {volumes}\n{more}")).Environments.Single().Hosts.Single();
}
