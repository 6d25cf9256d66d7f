using System.Diagnostics;
using Stagecraft.Cli.Tests.Support;
using Stagecraft.Testing;

namespace Stagecraft.Cli.Tests.Releases;

/// <summary>spec/releases.md 3.1 to 3.4: options and sources of <c>install.sh</c>.</summary>
public sealed class InstallDownloadTests
{
    private static readonly string[] Tools =
    [
        "awk", "basename", "cat", "chmod", "cp", "cut", "getconf", "grep", "gzip", "id", "ls", "mkdir", "mktemp", "mv", "rm", "rmdir",
        "sed", "sh", "sha256sum", "shasum", "sort", "tar", "tr", "uname", "wc",
    ];

    [Fact]
    public void Busybox_is_sufficient()
    {
        using InstallScript script = new InstallScript("busybox sh") { OnlyPrograms = true };
        script.Link("busybox", [.. Tools.Except(["getconf", "shasum"]), "wget"]);
        script.Release("1.2.3");
        using FileServer server = new FileServer(script.Releases);

        CliResult installed = script.Run("--prefix", script.Prefix, "--from", server.Address);

        installed.Error.Should().BeEmpty();
        script.Installed().Keys.Should().Equal(InstallScript.Files);
        script.Uninstall().ExitCode.Should().Be(0);
        script.Installed().Should().BeEmpty();
    }

    [Fact]
    public void A_loopback_mirror_is_accepted()
    {
        using InstallScript script = new InstallScript();
        script.Release("1.2.3");
        using FileServer server = new FileServer(script.Releases);

        script.Run("--prefix", script.Prefix, "--from", server.Address).Error.Should().BeEmpty();

        script.Installed().Keys.Should().Equal(InstallScript.Files);
    }

    [Theory]
    [InlineData("http://example.com/x")]
    [InlineData("http://127.0.0.1:1@example.com/")]
    [InlineData("http://127.0.0.1.example.com/")]
    [InlineData("ftp://example.com/x")]
    public void Any_other_unencrypted_address_is_rejected(string address)
    {
        using InstallScript script = new InstallScript();
        script.Program("curl", "echo called; exit 1");
        script.Program("wget", "echo called; exit 1");

        CliResult result = script.Run("--prefix", script.Prefix, "--from", address);

        result.ExitCode.Should().Be(3);
        result.Out.Should().BeEmpty();
    }

    [Theory]
    [InlineData("sh")]
    [InlineData("bash")]
    [InlineData("busybox sh")]
    public void Without_HOME_a_prefix_is_required(string shell)
    {
        using InstallScript script = new InstallScript(shell) { Home = null };
        script.Release("1.2.3");
        script.Program("id", "echo 1000");

        CliResult result = script.Run("--from", script.Releases);

        result.ExitCode.Should().Be(3);
        result.Error.Should().StartWith("install.sh: HOME is not set").And.Contain("--prefix");
    }

    [Fact]
    public void A_repository_is_read_over_https_and_its_latest_release_determines_the_version()
    {
        using InstallScript script = new InstallScript();
        script.Release("1.2.3");
        AddCurl(script);

        CliResult result = script.Run("--prefix", script.Prefix, "--repository", "some-one/stage.craft");

        result.Error.Should().BeEmpty();
        string[] calls = File.ReadAllLines(Path.Combine(script.Root, "calls"));
        calls.Should().HaveCount(2).And.AllSatisfy(c => c.Should().StartWith("--proto =https --tlsv1.2 "));
        calls[0].Should().EndWith("https://github.com/some-one/stage.craft/releases/latest/download/SHA256SUMS");
        string archive = $"{new FakeRelease("", "1.2.3").Top}.tar.gz";
        calls[1].Should().EndWith($"https://github.com/some-one/stage.craft/releases/download/v1.2.3/{archive}");
        script.Installed().Keys.Should().Equal(InstallScript.Files);
    }

    [Fact]
    public void The_copy_in_a_release_contains_its_repository()
    {
        using InstallScript script = new InstallScript();
        script.Release("1.2.3");
        AddCurl(script);
        script.UseCopy(source => source.Replace("\nrepository=''\n", "\nrepository='some-one/stagecraft'\n", StringComparison.Ordinal));

        script.Run("--prefix", script.Prefix, "--version", "1.2.3").Error.Should().BeEmpty();

        File.ReadAllText(Path.Combine(script.Root, "calls")).Should().Contain("/some-one/stagecraft/releases/download/v1.2.3/SHA256SUMS");
    }

    [Fact]
    public void Without_a_source_the_error_names_the_options()
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
    public void An_invalid_value_is_a_usage_error(string option, string value)
    {
        using InstallScript script = new InstallScript();

        script.Run(option, value, "--prefix", script.Prefix).ExitCode.Should().Be(3);
    }

    [Theory]
    [InlineData("Linux", "riscv64", "no archive is available for Linux on riscv64")]
    [InlineData("FreeBSD", "amd64", "no archive is available for FreeBSD")]
    [InlineData("MINGW64_NT-10.0", "x86_64", "use the zip archive on Windows")]
    public void A_platform_without_an_archive_is_rejected(string system, string machine, string why)
    {
        using InstallScript script = new InstallScript();
        script.Program("uname", $"if [ \"$1\" = -m ]; then echo {machine}; else echo {system}; fi");

        script.Rejects(why);
    }

    [Fact]
    public void Musl_is_rejected()
    {
        using InstallScript script = new InstallScript();
        script.Program("uname", "if [ \"$1\" = -m ]; then echo x86_64; else echo Linux; fi");
        script.Program("getconf", "exit 1");
        script.Program("ldd", "echo 'musl libc (x86_64)' >&2; exit 1");

        script.Rejects("musl (Alpine and others) is not supported");
    }

    [Fact]
    public void A_wget_that_does_not_verify_certificates_is_rejected()
    {
        using InstallScript script = new InstallScript("busybox sh") { OnlyPrograms = true };
        script.Link("busybox", "awk", "cat", "grep", "id", "ls", "mktemp", "rm", "uname", "wget");

        CliResult result = script.Run("--prefix", script.Prefix, "--repository", "some-one/stagecraft");

        result.ExitCode.Should().Be(1);
        result.Error.Should().Contain("curl or GNU wget is required");
    }

    /// <summary>wget itself would follow any redirect.</summary>
    [Theory]
    [InlineData("https://elsewhere.example/", true)]
    [InlineData("http://elsewhere.example/", false)]
    [InlineData("ftp://elsewhere.example/", false)]
    public void Wget_follows_redirects_over_https_only(string elsewhere, bool isFollowed)
    {
        using InstallScript script = new InstallScript { OnlyPrograms = true };
        script.Link(null, Tools);
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
        script.Installed().Keys.Should().HaveCount(isFollowed ? InstallScript.Files.Count : 0);
    }

    [Fact]
    public void The_script_can_be_read_from_a_pipe()
    {
        using InstallScript script = new InstallScript();
        script.Release("1.2.3");
        script.UseCopy(_ => $"cat '{Path.Combine(Repository.Root, "install.sh")}' | sh -s -- \"$@\"\n");

        script.Install().Error.Should().BeEmpty();

        script.Installed().Keys.Should().Equal(InstallScript.Files);
    }

    [Fact]
    public void An_incomplete_script_does_nothing()
    {
        using InstallScript script = new InstallScript();
        script.Release("1.2.3");
        script.UseCopy(source => source[..source.LastIndexOf("main ", StringComparison.Ordinal)]);

        script.Install();

        script.Installed().Should().BeEmpty();
    }

    [Fact]
    public void Shellcheck_reports_nothing()
    {
        Assert.SkipUnless(InstallScript.Find("shellcheck") is not null, "not installed: shellcheck");
        string[] scripts = ["install.sh", .. Directory.GetFiles(Path.Combine(Repository.Root, "action"), "*.sh")];
        ProcessStartInfo start = new ProcessStartInfo("shellcheck", ["-x", .. scripts]) { WorkingDirectory = Repository.Root };
        start.RedirectStandardOutput = true;
        using Process process = Process.Start(start)!;

        process.StandardOutput.ReadToEnd().Should().BeEmpty();
    }

    // Copies the file that the URL names from the releases.
    private static void AddCurl(InstallScript script) => script.Program("curl", $"""
        echo "$@" >>"{script.Root}/calls"
        while [ $# -gt 1 ]; do if [ "$1" = -o ]; then file=$2; fi; shift; done
        cp "{script.Releases}/$(basename "$1")" "$file"
        """);
}
