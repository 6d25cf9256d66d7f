using System.Formats.Tar;

namespace Stagecraft.Cli.Tests.Releases;

/// <summary>spec/releases.md 3.5 and 3.6: the checks that <c>install.sh</c> makes before it installs anything.</summary>
public sealed class InstallArchiveTests
{
    [Fact]
    public void A_modified_archive_is_rejected_before_it_is_unpacked()
    {
        using InstallScript script = new InstallScript();
        FakeRelease release = script.Release("1.2.3");
        byte[] bytes = File.ReadAllBytes(release.Archive);
        bytes[^1] ^= 1;
        File.WriteAllBytes(release.Archive, bytes);
        script.Program("tar", "echo unpacked >&2; exit 0");

        script.Rejects("does not match SHA256SUMS").Should().NotContain("unpacked");
    }

    [Theory]
    [InlineData("{1}  other.zip", "exactly one line")]
    [InlineData("{0}x  {2}", "exactly one line")]
    [InlineData("-  {2}", "exactly one line")]
    [InlineData("{0}  {2}\n{0}  {2}", "exactly one line")]
    [InlineData("{1}  {2}\n{0}  {2}", "exactly one line")]
    [InlineData("{1}  {2}", "does not match SHA256SUMS")]
    public void An_invalid_checksum_file_is_rejected(string sums, string why)
    {
        using InstallScript script = new InstallScript();
        FakeRelease release = script.Release("1.2.3");
        string correct = File.ReadAllText(release.Sums)[..64];
        File.WriteAllText(release.Sums, string.Format(null, sums, correct, new string('0', 64), release.Top + ".tar.gz") + "\n");

        script.Rejects(why, "--version", "1.2.3");
    }

    [Fact]
    public void A_missing_checksum_file_is_rejected()
    {
        using InstallScript script = new InstallScript();
        File.Delete(script.Release("1.2.3").Sums);

        script.Rejects("does not contain SHA256SUMS");
    }

    [Theory]
    [InlineData("../evil", "")]
    [InlineData("/evil", "")]
    [InlineData("{0}/../../evil", "")]
    [InlineData("other/evil", "")]
    [InlineData("{0}x/evil", "")]
    [InlineData("{0}/link", "/etc/passwd")]
    public void An_archive_with_entries_outside_its_directory_is_rejected(string name, string link)
    {
        using InstallScript script = new InstallScript();
        name = string.Format(null, name, new FakeRelease(script.Releases, "1.2.3").Top);
        TarEntry evil = link.Length > 0 ? new UstarTarEntry(TarEntryType.SymbolicLink, name) { LinkName = link } : FakeRelease.Entry(name);
        new FakeRelease(script.Releases, "1.2.3") { More = [evil] }.Write();

        script.Rejects(link.Length > 0 ? "other than files and directories" : "entries outside");
        Directory.EnumerateFiles(script.Root, "evil", SearchOption.AllDirectories).Should().BeEmpty();
    }

    /// <summary>Later entries of the archive could be written through a hard link. The format of tar's list varies.</summary>
    [Theory]
    [InlineData("sh")]
    [InlineData("busybox sh")]
    public void A_hard_link_is_rejected(string shell)
    {
        using InstallScript script = new InstallScript(shell);
        if (shell.StartsWith("busybox", StringComparison.Ordinal))
        {
            script.Link("busybox", "tar");
        }

        string top = new FakeRelease(script.Releases, "1.2.3").Top;
        TarEntry link = new UstarTarEntry(TarEntryType.HardLink, $"{top}/link") { LinkName = $"{top}/stagecraft" };
        new FakeRelease(script.Releases, "1.2.3") { More = [link] }.Write();

        script.Rejects("other than files and directories");
    }

    [Theory]
    [InlineData("#!/bin/sh\necho no such library >&2; exit 127\n", "does not run on this system: nothing was installed: no such library")]
    [InlineData("#!/bin/sh\necho stagecraft 1.2.2\n", "reports 'stagecraft 1.2.2' instead of version 1.2.3")]
    public void A_command_that_fails_or_has_another_version_is_rejected(string command, string why)
    {
        using InstallScript script = new InstallScript();
        new FakeRelease(script.Releases, "1.2.3") { Command = command }.Write();

        script.Rejects(why);
    }
}
