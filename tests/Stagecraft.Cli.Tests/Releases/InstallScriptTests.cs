using System.Diagnostics;
using System.Formats.Tar;
using Stagecraft.Cli.Tests.Support;

namespace Stagecraft.Cli.Tests.Releases;

/// <summary>spec/releases.md 3: what <c>install.sh</c> promises.</summary>
public sealed class InstallScriptTests
{
    private static readonly string[] Files =
    [
        "bin/stagecraft",
        "share/bash-completion/completions/stagecraft",
        "share/fish/vendor_completions.d/stagecraft.fish",
        "share/man/man1/stagecraft.1",
        "share/stagecraft/installed",
        "share/zsh/site-functions/_stagecraft",
    ];

    [Theory]
    [InlineData("sh")]
    [InlineData("dash")]
    [InlineData("bash --posix")]
    [InlineData("busybox sh")]
    public void It_installs_and_removes_without_a_trace(string shell)
    {
        using InstallScript script = new InstallScript(shell);
        script.Release("1.2.3");

        CliResult installed = script.Install();

        installed.Error.Should().BeEmpty();
        installed.ExitCode.Should().Be(0);
        installed.Out.Should().Contain($"Installed stagecraft 1.2.3: {script.Prefix}/bin/stagecraft").And.Contain("is not on your PATH");
        script.Installed().Keys.Should().Equal(Files);
        using Process command = Process.Start(new ProcessStartInfo(Path.Combine(script.Prefix, "bin/stagecraft"), "--version") { RedirectStandardOutput = true })!;
        command.StandardOutput.ReadToEnd().Should().Be("stagecraft 1.2.3\n");

        CliResult removed = script.Uninstall();

        removed.Error.Should().BeEmpty();
        removed.ExitCode.Should().Be(0);
        Directory.Exists(Path.Combine(script.Root, "a prefix")).Should().BeFalse("it made that folder too");
    }

    [Fact]
    public void Nothing_but_busybox_is_enough()
    {
        using InstallScript script = new InstallScript("busybox sh") { OnlyPrograms = true };
        foreach (string applet in (string[])["awk", "cat", "chmod", "cp", "cut", "grep", "id", "ls", "mkdir", "mktemp", "mv", "rm", "rmdir", "sed", "sha256sum", "sort", "tar", "tr", "uname", "wget"])
        {
            File.CreateSymbolicLink(Path.Combine(script.Programs, applet), InstallScript.Find("busybox")!);
        }

        script.Release("1.2.3");
        using FileServer server = new FileServer(script.Releases);

        CliResult installed = script.Run("--prefix", script.Prefix, "--from", server.Address);

        installed.Error.Should().BeEmpty();
        script.Installed().Keys.Should().Equal(Files);
        script.Uninstall().ExitCode.Should().Be(0);
        script.Installed().Should().BeEmpty();
    }

    [Fact]
    public void A_mirror_on_loopback_will_do()
    {
        using InstallScript script = new InstallScript();
        script.Release("1.2.3");
        using FileServer server = new FileServer(script.Releases);

        script.Run("--prefix", script.Prefix, "--from", server.Address).Error.Should().BeEmpty();

        script.Installed().Keys.Should().Equal(Files);
    }

    [Theory]
    [InlineData("http://example.com/x")]
    [InlineData("http://127.0.0.1:1@example.com/")]
    [InlineData("http://127.0.0.1.example.com/")]
    [InlineData("ftp://example.com/x")]
    public void Any_other_address_without_encryption_is_refused(string address)
    {
        using InstallScript script = new InstallScript();
        script.Program("curl", "echo called; exit 1");
        script.Program("wget", "echo called; exit 1");

        CliResult result = script.Run("--prefix", script.Prefix, "--from", address);

        result.ExitCode.Should().Be(3);
        result.Out.Should().BeEmpty();
    }

    [Fact]
    public void A_tampered_archive_is_refused_before_it_is_unpacked()
    {
        using InstallScript script = new InstallScript();
        FakeRelease release = script.Release("1.2.3");
        byte[] bytes = File.ReadAllBytes(release.Archive);
        bytes[^1] ^= 1;
        File.WriteAllBytes(release.Archive, bytes);
        script.Program("tar", "echo unpacked >&2; exit 0");

        Refused(script, "is not what SHA256SUMS says");
    }

    [Fact]
    public void A_missing_line_is_refused()
    {
        using InstallScript script = new InstallScript();
        FakeRelease release = script.Release("1.2.3");
        File.WriteAllText(release.Sums, $"{new string('0', 64)}  {release.Top}.zip\n");

        Refused(script, $"SHA256SUMS has no line for {release.Top}.tar.gz", "--version", "1.2.3");
    }

    [Theory]
    [InlineData("{0}x", "has no SHA-256")]
    [InlineData("-", "has no SHA-256")]
    [InlineData("{1}", "is not what SHA256SUMS says")]
    [InlineData("{0}  {2}\n{0}", "more than one line")]
    [InlineData("{1}  {2}\n{0}", "more than one line")]
    public void A_wrong_checksum_file_is_refused(string sum, string why)
    {
        using InstallScript script = new InstallScript();
        FakeRelease release = script.Release("1.2.3");
        string right = File.ReadAllText(release.Sums)[..64];
        File.WriteAllText(release.Sums, string.Format(null, sum, right, new string('0', 64), release.Top + ".tar.gz") + $"  {release.Top}.tar.gz\n");

        Refused(script, why);
    }

    [Fact]
    public void A_missing_checksum_file_is_refused()
    {
        using InstallScript script = new InstallScript();
        File.Delete(script.Release("1.2.3").Sums);

        Refused(script, "there is no SHA256SUMS");
    }

    public static TheoryData<string, string> Escapes => new()
    {
        { "../evil", "" },
        { "/evil", "" },
        { "{0}/../../evil", "" },
        { "other/evil", "" },
        { "{0}x/evil", "" },
        { "{0}/link", "/etc/passwd" },
    };

    [Theory]
    [MemberData(nameof(Escapes))]
    public void An_archive_that_leaves_its_folder_is_refused(string name, string link)
    {
        using InstallScript script = new InstallScript();
        name = string.Format(null, name, new FakeRelease(script.Releases, "1.2.3").Top);
        TarEntry evil = link.Length > 0 ? new UstarTarEntry(TarEntryType.SymbolicLink, name) { LinkName = link } : FakeRelease.Entry(name);
        new FakeRelease(script.Releases, "1.2.3") { More = [evil] }.Write();

        Refused(script, link.Length > 0 ? "more than files and folders" : "entries outside");
        Directory.EnumerateFiles(script.Root, "evil", SearchOption.AllDirectories).Should().BeEmpty();
    }

    /// <summary>A file that comes after it in the archive would be written through it. Each tar lists it in words of its own.</summary>
    [Theory]
    [InlineData("sh")]
    [InlineData("busybox sh")]
    public void A_hard_link_is_refused(string shell)
    {
        using InstallScript script = new InstallScript(shell);
        if (shell.StartsWith("busybox", StringComparison.Ordinal))
        {
            File.CreateSymbolicLink(Path.Combine(script.Programs, "tar"), InstallScript.Find("busybox")!);
        }

        string top = new FakeRelease(script.Releases, "1.2.3").Top;
        new FakeRelease(script.Releases, "1.2.3") { More = [new UstarTarEntry(TarEntryType.HardLink, $"{top}/link") { LinkName = $"{top}/stagecraft" }] }.Write();

        Refused(script, "more than files and folders");
    }

    [Theory]
    [InlineData("#!/bin/sh\necho no such library >&2; exit 127\n", "does not run here, nothing is installed: no such library")]
    [InlineData("#!/bin/sh\necho stagecraft 1.2.2\n", "says it is 'stagecraft 1.2.2', not 1.2.3")]
    public void A_command_that_does_not_run_or_is_another_takes_no_place(string command, string why)
    {
        using InstallScript script = new InstallScript();
        new FakeRelease(script.Releases, "1.2.3") { Command = command }.Write();

        Refused(script, why);
    }

    [Fact]
    public void A_prefix_that_cannot_be_written_is_told()
    {
        using InstallScript script = new InstallScript();
        script.Release("1.2.3");
        string file = Path.Combine(script.Root, "a prefix");
        File.WriteAllText(file, "a file where a folder should be");

        CliResult result = script.Install();

        result.ExitCode.Should().Be(1);
        result.Error.Should().Contain("cannot make the folder");
        File.Exists(file).Should().BeTrue();
    }

    [Fact]
    public void A_newer_version_takes_the_place_of_an_older_one()
    {
        using InstallScript script = new InstallScript();
        script.Release("1.2.3");
        script.Install().ExitCode.Should().Be(0);
        script.Release("1.10.0");

        CliResult several = script.Install();
        CliResult installed = script.Install("--version", "v1.10.0");

        several.ExitCode.Should().Be(1);
        several.Error.Should().Contain("several versions, choose one with --version: 1.10.0 1.2.3");
        installed.Error.Should().BeEmpty();
        script.Installed().Where(f => f.Key != "share/stagecraft/installed").Should().AllSatisfy(f => f.Value.Should().Contain("1.10.0"));
        script.Uninstall().ExitCode.Should().Be(0);
        Directory.Exists(Path.Combine(script.Root, "a prefix")).Should().BeFalse("the first run made it");
    }

    [Fact]
    public void What_a_newer_version_no_longer_has_goes()
    {
        using InstallScript script = new InstallScript();
        script.Release("1.2.3");
        script.Install().ExitCode.Should().Be(0);
        File.WriteAllText(Path.Combine(script.Prefix, "share/stagecraft/notes"), "of an older version");
        File.AppendAllText(Path.Combine(script.Prefix, "share/stagecraft/installed"), "file share/stagecraft/notes\n");

        script.Install().ExitCode.Should().Be(0);

        script.Installed().Keys.Should().Equal(Files);
    }

    [Fact]
    public void A_file_that_is_not_its_own_is_neither_replaced_nor_removed()
    {
        using InstallScript script = new InstallScript();
        script.Release("1.2.3");
        string own = Path.Combine(script.Prefix, "bin", "stagecraft");
        Directory.CreateDirectory(Path.GetDirectoryName(own)!);
        File.WriteAllText(own, "mine");

        CliResult result = script.Install();
        CliResult removed = script.Uninstall();

        result.ExitCode.Should().Be(1);
        result.Error.Should().Contain("was not put there by this script");
        removed.ExitCode.Should().Be(1);
        removed.Error.Should().Contain("nothing is installed below");
        script.Installed().Should().ContainSingle().Which.Value.Should().Be("mine");
    }

    [Fact]
    public void Removing_leaves_what_others_have_put_beside_it()
    {
        using InstallScript script = new InstallScript();
        script.Release("1.2.3");
        Directory.CreateDirectory(Path.Combine(script.Prefix, "share", "zsh"));
        script.Install().ExitCode.Should().Be(0);
        File.WriteAllText(Path.Combine(script.Prefix, "bin", "other"), "");

        script.Uninstall().ExitCode.Should().Be(0);

        script.Installed().Keys.Should().Equal("bin/other");
        Directory.EnumerateDirectories(script.Prefix, "*", SearchOption.AllDirectories).Select(d => Path.GetRelativePath(script.Prefix, d)).Order()
            .Should().Equal("bin", "share", "share/zsh");
    }

    [Fact]
    public void A_forged_record_removes_nothing_elsewhere()
    {
        using InstallScript script = new InstallScript();
        script.Release("1.2.3");
        script.Install().ExitCode.Should().Be(0);
        string outside = Path.Combine(script.Root, "outside");
        File.WriteAllText(outside, "");
        string record = Path.Combine(script.Prefix, "share/stagecraft/installed");
        string empty = Directory.CreateDirectory(Path.Combine(script.Root, "empty")).FullName;
        File.AppendAllText(record, $"file ../../outside\nfile share/../../../outside\nfile {outside}\nfile bin/../../../outside\nfolder {empty}\nfolder ../../empty\n");

        script.Uninstall().ExitCode.Should().Be(0);

        File.Exists(outside).Should().BeTrue();
        Directory.Exists(empty).Should().BeTrue();
        Directory.Exists(Path.Combine(script.Root, "a prefix")).Should().BeFalse("it made that folder");
    }

    /// <summary>The record of two runs at once has the folders of both, in no order.</summary>
    [Fact]
    public void Folders_go_whatever_their_order_in_the_record()
    {
        using InstallScript script = new InstallScript();
        script.Release("1.2.3");
        script.Install().ExitCode.Should().Be(0);
        string record = Path.Combine(script.Prefix, "share/stagecraft/installed");
        File.WriteAllLines(record, File.ReadAllLines(record).Reverse());

        script.Uninstall().ExitCode.Should().Be(0);

        Directory.Exists(Path.Combine(script.Root, "a prefix")).Should().BeFalse();
    }

    /// <summary>The number of a process can be guessed: what lies there already is not written through.</summary>
    [Fact]
    public void A_link_where_it_writes_first_is_not_followed()
    {
        using InstallScript script = new InstallScript();
        script.Release("1.2.3");
        string outside = Path.Combine(script.Root, "outside");
        File.WriteAllText(outside, "mine");
        string wrapper = Path.Combine(script.Root, "linked.sh");
        File.WriteAllText(wrapper, $"""
            for folder in bin share/man/man1 share/stagecraft; do
                mkdir -p "{script.Prefix}/$folder" && ln -s '{outside}' "{script.Prefix}/$folder/.stagecraft.$$.new"
            done
            exec sh '{script.Source}' "$@"

            """);
        script.Source = wrapper;

        script.Install().Error.Should().BeEmpty();

        File.ReadAllText(outside).Should().Be("mine");
        script.Installed().Keys.Should().Equal(Files);
        script.Installed()["share/stagecraft/installed"].Should().Contain("version 1.2.3");
    }

    [Fact]
    public void A_folder_that_another_run_makes_meanwhile_is_no_failure()
    {
        using InstallScript script = new InstallScript();
        script.Release("1.2.3");
        script.Program("mkdir", $"{InstallScript.Find("mkdir")} \"$@\" && case $1 in */bin) echo 'mkdir: File exists' >&2; exit 1 ;; esac");

        CliResult result = script.Install();

        result.ExitCode.Should().Be(0, result.Error);
        script.Uninstall().ExitCode.Should().Be(0);
        Directory.Exists(script.Prefix).Should().BeFalse();
    }

    [Theory]
    [InlineData("sh")]
    [InlineData("bash")]
    [InlineData("busybox sh")]
    public void Without_a_home_it_wants_a_prefix(string shell)
    {
        using InstallScript script = new InstallScript(shell) { Home = null };
        script.Release("1.2.3");
        script.Program("id", "echo 1000");

        CliResult result = script.Run("--from", script.Releases);

        result.ExitCode.Should().Be(3);
        result.Error.Should().StartWith("install.sh: HOME is not set").And.Contain("--prefix");
    }

    /// <summary>Killed after each step that changes anything, first install and upgrade: every file is the old or the new one, and all can be removed.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_interrupted_run_leaves_whole_files_and_a_record_of_them(bool upgrade)
    {
        int steps = 0;
        for (bool interrupted = true; interrupted; steps++)
        {
            using InstallScript script = new InstallScript();
            if (upgrade)
            {
                script.Release("1.2.3");
                script.Install().ExitCode.Should().Be(0);
            }

            foreach (string program in (string[])["mkdir", "cp", "mv"])
            {
                script.Program(program, $"""
                    "{InstallScript.Find(program)}" "$@" || exit
                    echo >>"{script.Root}/steps"
                    if [ "$(wc -l <"{script.Root}/steps")" -eq {steps + 1} ]; then kill -TERM $PPID; fi
                    """);
            }

            script.Release("1.10.0");
            CliResult result = script.Install("--version", "1.10.0");
            interrupted = result.ExitCode != 0;

            result.ExitCode.Should().BeOneOf(0, 143);
            SortedDictionary<string, string> files = script.Installed();
            files.Keys.Except(Files).Should().BeEmpty("no temporary file stays");
            files.Where(f => f.Key != "share/stagecraft/installed")
                .Should().AllSatisfy(f => f.Value.TrimEnd('\'', '\n').Should().Match(t => t.EndsWith(" 1.2.3") || t.EndsWith(" 1.10.0")));
            if (files.Count > 0)
            {
                script.Uninstall().ExitCode.Should().Be(0);
            }

            script.Installed().Should().BeEmpty();
            Directory.Exists(Path.Combine(script.Root, "a prefix")).Should().BeFalse($"nothing stays after step {steps}");
        }

        steps.Should().BeGreaterThan(15);
    }

    [Fact]
    public void A_repository_is_asked_over_https_alone_and_the_latest_version_is_the_one_it_names()
    {
        using InstallScript script = new InstallScript();
        script.Release("1.2.3");
        Fetcher(script, "curl");

        CliResult result = script.Run("--prefix", script.Prefix, "--repository", "some-one/stage.craft");

        result.Error.Should().BeEmpty();
        string[] calls = File.ReadAllLines(Path.Combine(script.Root, "calls"));
        calls.Should().HaveCount(2).And.AllSatisfy(c => c.Should().StartWith("--proto =https --tlsv1.2 "));
        calls[0].Should().EndWith("https://github.com/some-one/stage.craft/releases/latest/download/SHA256SUMS");
        calls[1].Should().EndWith($"https://github.com/some-one/stage.craft/releases/download/v1.2.3/{new FakeRelease("", "1.2.3").Top}.tar.gz");
        script.Installed().Keys.Should().Equal(Files);
    }

    [Fact]
    public void The_copy_of_a_release_knows_its_repository()
    {
        using InstallScript script = new InstallScript();
        script.Release("1.2.3");
        Fetcher(script, "curl");
        string stamped = Path.Combine(script.Root, "install.sh");
        string source = File.ReadAllText(script.Source);
        File.WriteAllText(stamped, source.Replace("\nrepository=''\n", "\nrepository='some-one/stagecraft'\n", StringComparison.Ordinal));
        File.ReadAllText(stamped).Should().NotBe(source);
        script.Source = stamped;

        script.Run("--prefix", script.Prefix, "--version", "1.2.3").Error.Should().BeEmpty();

        File.ReadAllText(Path.Combine(script.Root, "calls")).Should().Contain("/some-one/stagecraft/releases/download/v1.2.3/SHA256SUMS");
    }

    [Fact]
    public void Without_a_repository_it_says_what_is_missing()
    {
        using InstallScript script = new InstallScript();

        CliResult result = script.Run("--prefix", script.Prefix);

        result.ExitCode.Should().Be(3);
        result.Error.Should().Contain("--repository OWNER/NAME, or --from URL-or-DIR");
    }

    [Theory]
    [InlineData("--repository", "some-one")]
    [InlineData("--repository", "some-one/..")]
    [InlineData("--repository", "some-one/x?y")]
    [InlineData("--version", "1.2")]
    [InlineData("--version", "1.2.3/../..")]
    [InlineData("--prefix", "")]
    [InlineData("--colour", "blue")]
    public void What_is_no_value_is_wrong_usage(string option, string value)
    {
        using InstallScript script = new InstallScript();

        script.Run(option, value, "--prefix", script.Prefix).ExitCode.Should().Be(3);
    }

    [Theory]
    [InlineData("Linux", "riscv64", "no archive for Linux on riscv64")]
    [InlineData("FreeBSD", "amd64", "no archive for FreeBSD")]
    [InlineData("MINGW64_NT-10.0", "x86_64", "for Windows there is a zip archive")]
    public void A_machine_without_an_archive_is_refused(string system, string machine, string why)
    {
        using InstallScript script = new InstallScript();
        script.Program("uname", $"if [ \"$1\" = -m ]; then echo {machine}; else echo {system}; fi");

        Refused(script, why);
    }

    [Fact]
    public void Musl_is_refused()
    {
        using InstallScript script = new InstallScript();
        script.Program("uname", "if [ \"$1\" = -m ]; then echo x86_64; else echo Linux; fi");
        script.Program("getconf", "exit 1");
        script.Program("ldd", "echo 'musl libc (x86_64)' >&2; exit 1");

        Refused(script, "no archive for musl");
    }

    [Fact]
    public void A_wget_that_checks_no_certificate_is_not_trusted()
    {
        using InstallScript script = new InstallScript("busybox sh") { OnlyPrograms = true };
        foreach (string applet in (string[])["awk", "cat", "grep", "id", "ls", "mktemp", "rm", "uname", "wget"])
        {
            File.CreateSymbolicLink(Path.Combine(script.Programs, applet), InstallScript.Find("busybox")!);
        }

        CliResult result = script.Run("--prefix", script.Prefix, "--repository", "some-one/stagecraft");

        result.ExitCode.Should().Be(1);
        result.Error.Should().Contain("neither curl nor GNU wget");
    }

    /// <summary>wget itself would go anywhere.</summary>
    [Theory]
    [InlineData("https://elsewhere.example/", true)]
    [InlineData("http://elsewhere.example/", false)]
    [InlineData("ftp://elsewhere.example/", false)]
    public void Each_redirect_of_wget_must_stay_with_https(string elsewhere, bool isFollowed)
    {
        using InstallScript script = new InstallScript { OnlyPrograms = true };
        foreach (string program in (string[])["awk", "basename", "cat", "chmod", "cp", "cut", "getconf", "grep", "gzip", "id", "ls", "mkdir", "mktemp", "mv", "rm", "rmdir", "sed", "sh", "sha256sum", "shasum", "sort", "tar", "tr", "uname"])
        {
            if (InstallScript.Find(program) is { } file)
            {
                File.CreateSymbolicLink(Path.Combine(script.Programs, program), file);
            }
        }

        script.Release("1.2.3");
        script.Program("wget", $"""
            if [ "$1" = --version ]; then echo 'GNU Wget 1.21'; exit; fi
            echo "$@" >>"{script.Root}/calls"
            while [ $# -gt 1 ]; do if [ "$1" = -O ]; then file=$2; fi; shift; done
            case $1 in
                https://github.com/*) printf '  HTTP/1.1 302 Found\r\n  Location: {elsewhere}%s\r\n' "$(basename "$1")" >&2; exit 8 ;;
                *) cp "{script.Releases}/$(basename "$1")" "$file" ;;
            esac
            """);

        CliResult result = script.Run("--prefix", script.Prefix, "--repository", "some-one/stagecraft");

        result.ExitCode.Should().Be(isFollowed ? 0 : 1, result.Error);
        string[] calls = File.ReadAllLines(Path.Combine(script.Root, "calls"));
        calls.Should().AllSatisfy(c => c.Should().Contain(" --max-redirect=0 ").And.Contain("--secure-protocol=TLSv1_2"));
        calls.Count(c => c.Contains("elsewhere")).Should().Be(isFollowed ? 2 : 0);
        script.Installed().Keys.Should().HaveCount(isFollowed ? Files.Length : 0);
    }

    [Fact]
    public void It_can_come_through_a_pipe()
    {
        using InstallScript script = new InstallScript("sh");
        script.Release("1.2.3");
        string wrapper = Path.Combine(script.Root, "pipe.sh");
        File.WriteAllText(wrapper, $"cat '{script.Source}' | sh -s -- \"$@\"\n");
        script.Source = wrapper;

        CliResult result = script.Install();

        result.Error.Should().BeEmpty();
        script.Installed().Keys.Should().Equal(Files);
    }

    [Fact]
    public void Half_a_script_does_nothing()
    {
        using InstallScript script = new InstallScript();
        script.Release("1.2.3");
        string half = Path.Combine(script.Root, "half.sh");
        string source = File.ReadAllText(script.Source);
        File.WriteAllText(half, source[..source.LastIndexOf("main ", StringComparison.Ordinal)]);
        script.Source = half;

        script.Install();

        script.Installed().Should().BeEmpty();
    }

    [Fact]
    public void Shellcheck_has_nothing_to_say()
    {
        Assert.SkipUnless(InstallScript.Find("shellcheck") is not null, "there is no shellcheck");
        using Process process = Process.Start(new ProcessStartInfo("shellcheck", Path.Combine(Repository.Root, "install.sh")) { RedirectStandardOutput = true })!;

        process.StandardOutput.ReadToEnd().Should().BeEmpty();
    }

    // Takes the last part of the address from the folder of releases.
    private static void Fetcher(InstallScript script, string name) => script.Program(name, $"""
        echo "$@" >>"{script.Root}/calls"
        while [ $# -gt 1 ]; do if [ "$1" = -o ]; then file=$2; fi; shift; done
        cp "{script.Releases}/$(basename "$1")" "$file"
        """);

    private static void Refused(InstallScript script, string why, params string[] more)
    {
        CliResult result = script.Install(more);

        result.Error.Should().Contain(why);
        result.ExitCode.Should().Be(1);
        script.Installed().Should().BeEmpty();
        Directory.Exists(script.Prefix).Should().BeFalse();
    }
}
