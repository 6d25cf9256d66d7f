using System.Diagnostics;
using Stagecraft.Aws.Settings;
using Stagecraft.Engine.Settings;

namespace Stagecraft.Aws.Tests.Settings;

/// <summary>Spec aws.md 5.6: the script that mounts volumes.</summary>
public sealed class MountScriptTests
{
    private static readonly Ec2Host Host = Section.Host(Section.WithHost(
        "volumes: {logs: {size: 1, mount: /logs, filesystem: xfs}, data: {size: 1, mount: /srv/data}, raw: {size: 1}}"));

    private static string Script => MountScript.Of(Host.Volumes, InstanceVolumes.Device)!;

    [Fact]
    public void Volumes_are_attached_by_the_order_of_their_names() =>
        Host.Volumes.Select(v => (v.Name, InstanceVolumes.AttachmentOf(Host.Volumes, v))).Should()
            .Equal(("app-1-data", "sdf"), ("app-1-logs", "sdg"), ("app-1-raw", "sdh"));

    [Fact]
    public void The_script_mounts_the_volumes_by_the_names_of_their_attachments() =>
        Script.Split('\n').Where(l => l.StartsWith("mount_volume ", StringComparison.Ordinal)).Should()
            .Equal("mount_volume sdg /logs xfs", "mount_volume sdf /srv/data ext4");

    [Fact]
    public void The_device_is_determined_until_it_exists()
    {
        string[] lines = [.. Script.Split('\n').Select(l => l.Trim())];
        lines.Count(l => l == "device=$(find_device \"$1\")").Should().Be(2);
        lines.Should().Contain("# The volume is attached some time after the instance has booted for the first time.");
    }

    [Fact]
    public void The_script_has_a_valid_syntax()
    {
        using Process shell = Process.Start(new ProcessStartInfo("sh", ["-n", "-c", Script]) { RedirectStandardError = true })!;
        string errors = shell.StandardError.ReadToEnd();
        shell.WaitForExit();
        (shell.ExitCode, errors).Should().Be((0, ""));
    }

    [Fact]
    public void The_user_data_with_the_script_is_limited() =>
        Section.OnlyProblem(Section.WithHost(
                $"user_data: '#!{new string('x', 14 * 1024)}'\n§volumes: {{data: {{size: 1, mount: /data}}}}"))
            .Message.Should().Contain("with the script that mounts its volumes: at most 16384 are allowed");
}
