using System.Diagnostics;
using Stagecraft.Cli.Tests.Support;

namespace Stagecraft.Cli.Tests.Releases;

/// <summary>spec/releases.md 3.7 to 3.10: the files that <c>install.sh</c> installs and removes.</summary>
public sealed class InstallScriptTests
{
    [Theory]
    [InlineData("sh")]
    [InlineData("dash")]
    [InlineData("bash --posix")]
    [InlineData("busybox sh")]
    public void Installs_all_files_and_removes_them(string shell)
    {
        using InstallScript script = new InstallScript(shell);
        script.Release("1.2.3");

        CliResult installed = script.Install();

        installed.Error.Should().BeEmpty();
        installed.ExitCode.Should().Be(0);
        installed.Out.Should().Contain($"Installed stagecraft 1.2.3: {script.Prefix}/bin/stagecraft").And.Contain("is not on your PATH");
        script.Installed().Keys.Should().Equal(InstallScript.Files);
        string command = Path.Combine(script.Prefix, "bin/stagecraft");
        using Process process = Process.Start(new ProcessStartInfo(command, "--version") { RedirectStandardOutput = true })!;
        process.StandardOutput.ReadToEnd().Should().Be("stagecraft 1.2.3\n");

        CliResult removed = script.Uninstall();

        removed.Error.Should().BeEmpty();
        removed.ExitCode.Should().Be(0);
        Directory.Exists(script.Prefix).Should().BeFalse("the script created this directory");
    }

    [Fact]
    public void Upgrade_replaces_every_file()
    {
        using InstallScript script = new InstallScript();
        script.Release("1.2.3");
        script.Install().ExitCode.Should().Be(0);
        script.Release("1.10.0");

        CliResult several = script.Install();
        CliResult installed = script.Install("--version", "v1.10.0");

        several.ExitCode.Should().Be(1);
        several.Error.Should().Contain("several versions; choose one with --version: 1.10.0 1.2.3");
        installed.Error.Should().BeEmpty();
        script.Installed().Should().AllSatisfy(f => f.Value.Should().Contain("1.10.0"));
        script.Uninstall().ExitCode.Should().Be(0);
        Directory.Exists(script.Prefix).Should().BeFalse("the first run created it");
    }

    [Fact]
    public void A_file_from_another_source_is_neither_replaced_nor_removed()
    {
        using InstallScript script = new InstallScript();
        script.Release("1.2.3");
        string own = Path.Combine(script.Prefix, "bin", "stagecraft");
        Directory.CreateDirectory(Path.GetDirectoryName(own)!);
        File.WriteAllText(own, "mine");

        CliResult result = script.Install();
        CliResult removed = script.Uninstall();

        result.ExitCode.Should().Be(1);
        result.Error.Should().Contain("was not installed by this script");
        removed.ExitCode.Should().Be(1);
        removed.Error.Should().Contain("nothing is installed below");
        script.Installed().Should().ContainSingle().Which.Value.Should().Be("mine");
    }

    [Fact]
    public void Uninstall_keeps_other_files_and_existing_directories()
    {
        using InstallScript script = new InstallScript();
        script.Release("1.2.3");
        Directory.CreateDirectory(Path.Combine(script.Prefix, "share", "zsh"));
        script.Install().ExitCode.Should().Be(0);
        File.WriteAllText(Path.Combine(script.Prefix, "bin", "other"), "");

        script.Uninstall().ExitCode.Should().Be(0);

        script.Installed().Keys.Should().Equal("bin/other");
        Directory.EnumerateDirectories(script.Prefix, "*", SearchOption.AllDirectories)
            .Select(d => Path.GetRelativePath(script.Prefix, d)).Order()
            .Should().Equal("bin", "share", "share/zsh");
    }

    [Fact]
    public void A_modified_record_cannot_remove_anything_else()
    {
        using InstallScript script = new InstallScript();
        script.Release("1.2.3");
        script.Install().ExitCode.Should().Be(0);
        string outside = Path.Combine(script.Root, "outside");
        File.WriteAllText(outside, "");
        string empty = Directory.CreateDirectory(Path.Combine(script.Root, "empty")).FullName;
        string record = Path.Combine(script.Prefix, "share/stagecraft/installed");
        File.AppendAllText(record, $"directories ../../empty {empty} bin/../../../empty * ../../outside\n");

        script.Uninstall().ExitCode.Should().Be(0);

        File.Exists(outside).Should().BeTrue();
        Directory.Exists(empty).Should().BeTrue();
        Directory.Exists(script.Prefix).Should().BeFalse();
    }

    [Fact]
    public void An_existing_link_is_replaced_and_not_followed()
    {
        using InstallScript script = new InstallScript();
        script.Release("1.2.3");
        script.Install().ExitCode.Should().Be(0);
        string outside = Path.Combine(script.Root, "outside");
        File.WriteAllText(outside, "mine");
        foreach (string file in InstallScript.Files.Where(f => !f.EndsWith("installed", StringComparison.Ordinal)))
        {
            File.Delete(Path.Combine(script.Prefix, file));
            File.CreateSymbolicLink(Path.Combine(script.Prefix, file), outside);
        }

        script.Install().Error.Should().BeEmpty();

        File.ReadAllText(outside).Should().Be("mine");
        script.Installed().Should().AllSatisfy(f => f.Value.Should().Contain("1.2.3"));
    }

    [Fact]
    public void A_directory_in_place_of_a_file_is_rejected()
    {
        using InstallScript script = new InstallScript();
        script.Release("1.2.3");
        Directory.CreateDirectory(Path.Combine(script.Prefix, "bin", "stagecraft"));

        CliResult result = script.Install();

        result.ExitCode.Should().Be(1);
        result.Error.Should().Contain("bin/stagecraft is a directory: nothing was installed");
        script.Installed().Should().BeEmpty();
    }

    [Fact]
    public void A_directory_created_by_a_concurrent_run_is_accepted()
    {
        using InstallScript script = new InstallScript();
        script.Release("1.2.3");
        script.Program("mkdir", $"{InstallScript.Find("mkdir")} \"$@\" && case $2 in */bin) echo 'mkdir: File exists' >&2; exit 1 ;; esac");

        CliResult result = script.Install();

        result.ExitCode.Should().Be(0, result.Error);
        script.Uninstall().ExitCode.Should().Be(0);
        Directory.Exists(script.Prefix).Should().BeFalse();
    }

    [Fact]
    public void An_unwritable_prefix_is_reported()
    {
        using InstallScript script = new InstallScript();
        script.Release("1.2.3");
        string file = Path.GetDirectoryName(script.Prefix)!;
        File.WriteAllText(file, "a file in place of a directory");

        CliResult result = script.Install();

        result.ExitCode.Should().Be(1);
        result.Error.Should().Contain("cannot create the directory");
        File.Exists(file).Should().BeTrue();
    }

    /// <summary>Sends SIGTERM after each step that changes anything, during a first installation and during an upgrade.</summary>
    [Theory]
    [Trait("kind", "sweep")]
    [InlineData(false)]
    [InlineData(true)]
    public void An_interruption_leaves_complete_files_that_uninstall_removes(bool upgrade)
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

            foreach (string program in (string[])["mkdir", "mktemp", "tar", "cp", "mv"])
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
            files.Keys.Except(InstallScript.Files).Should().BeEmpty("temporary files are removed");
            files.Values.Should().AllSatisfy(text => text.Should().MatchRegex(@" 1\.(2\.3|10\.0)['\n]"));
            if (files.Count > 0)
            {
                script.Uninstall().ExitCode.Should().Be(0);
            }

            Directory.Exists(script.Prefix).Should().BeFalse($"everything is removed after an interruption in step {steps}");
        }

        steps.Should().BeGreaterThan(15);
    }
}
