using System.Diagnostics;
using Stagecraft.Engine.Readiness;
using Stagecraft.Plans;

namespace Stagecraft.Engine.Tests.Readiness;

/// <summary>Spec digitalocean.md 6.10.3 and 6.10.4: the keys of hosts.</summary>
public sealed class KnownHostsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("stagecraft-keys-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_directory_is_created_for_the_user_only()
    {
        string directory = Path.Combine(_folder.FullName, "state", "stagecraft");

        new KnownHosts(directory).CreateDirectory().Should().BeNull();
        new KnownHosts(directory).CreateDirectory().Should().BeNull("it exists");

        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(directory).Should()
                .Be(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public void A_directory_that_cannot_be_created_is_a_reason()
    {
        string file = Path.Combine(_folder.FullName, "state");
        File.WriteAllText(file, "");

        new KnownHosts(Path.Combine(file, "stagecraft")).CreateDirectory().Should()
            .StartWith("cannot create the directory for the SSH keys of hosts: ");
        new KnownHosts(null).CreateDirectory().Should().Be("there is no directory for the SSH keys of hosts: set HOME");
    }

    [Theory]
    [InlineData("/home/a/known_hosts", "\"/home/a/known_hosts\"")]
    [InlineData("/Users/a/Application Support/known_hosts", "\"/Users/a/Application Support/known_hosts\"")]
    [InlineData("/a/100%h/known_hosts", "\"/a/100%%h/known_hosts\"")]
    [InlineData("/a\"b'c/known_hosts", "\"/a\\\"b'c/known_hosts\"")]
    public void A_path_is_quoted_for_the_option(string path, string option) => KnownHosts.FileOption(path).Should().Be(option);

    [Fact]
    public void Backslashes_are_doubled_and_on_Windows_replaced() => KnownHosts.FileOption(@"C:\Users\a b\known_hosts").Should()
        .Be(OperatingSystem.IsWindows() ? "\"C:/Users/a b/known_hosts\"" : @"""C:\\Users\\a b\\known_hosts""");

    [Theory]
    [InlineData("1001", "stagecraft-1001")]
    [InlineData("i-0abc_1.2~", "stagecraft-i-0abc_1.2~")]
    [InlineData("/a b,*?!\"'", "stagecraft-%2Fa%20b%2C%2A%3F%21%22%27")]
    public void A_machine_has_one_name_in_the_file(string id, string alias) => KnownHosts.AliasOf(new ResourceId(id)).Should().Be(alias);

    /// <summary>With the <c>ssh</c> of this machine.</summary>
    [Theory]
    [InlineData("plain", "1001")]
    [InlineData("a b", "i-0abc")]
    [InlineData("100% 'a' \"b\" \\c", "a/b c")]
    public async Task Ssh_reads_the_options_back(string folder, string id)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The names are not valid.");
        string? file = ProgramFile.Find("ssh", Environment.GetEnvironmentVariable);
        Assert.SkipWhen(file is null, "There is no ssh.");
        KnownHosts keys = new(Path.Combine(_folder.FullName, folder));

        using Process ssh = Process.Start(new ProcessStartInfo(
            file, ["-F", "none", "-G", .. keys.OptionsOf(new ResourceId(id)), "203.0.113.5"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        string[] lines = (await ssh.StandardOutput.ReadToEndAsync()).Split('\n');

        lines.Should().Contain(
        [
            $"userknownhostsfile {keys.FilePath}", "hashknownhosts no", "stricthostkeychecking accept-new",
        ]);
        string alias = $"hostkeyalias {KnownHosts.AliasOf(new ResourceId(id))}";
        lines.Should().ContainSingle(l => l.Equals(alias, StringComparison.OrdinalIgnoreCase));
        lines.Should().NotContain(l => l.StartsWith("controlpath ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(PlatformID.Unix, "HOME=/home/a", "/home/a/.local/state/stagecraft")]
    [InlineData(PlatformID.Unix, "HOME=/home/a XDG_STATE_HOME=/s LOCALAPPDATA=/l", "/s/stagecraft")]
    [InlineData(PlatformID.Unix, "XDG_STATE_HOME=/s", "/s/stagecraft")]
    [InlineData(PlatformID.Unix, "HOME=/home/a XDG_STATE_HOME=state", "/home/a/.local/state/stagecraft")]
    [InlineData(PlatformID.Unix, "HOME=/home/a XDG_STATE_HOME=", "/home/a/.local/state/stagecraft")]
    [InlineData(PlatformID.Unix, "HOME= LOCALAPPDATA=/l", null)]
    [InlineData(PlatformID.Unix, "", null)]
    [InlineData(PlatformID.MacOSX, "HOME=/Users/a XDG_STATE_HOME=/s", "/Users/a/Library/Application Support/stagecraft")]
    [InlineData(PlatformID.MacOSX, "", null)]
    [InlineData(PlatformID.Win32NT, "HOME=/h LOCALAPPDATA=/l XDG_STATE_HOME=/s", "/l/stagecraft")]
    [InlineData(PlatformID.Win32NT, "HOME=/h", null)]
    public void The_state_directory_depends_on_the_environment(PlatformID system, string variables, string? directory)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The paths are those of other systems.");
        Dictionary<string, string> environment = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .ToDictionary(v => v.Split('=')[0], v => v.Split('=')[1]);

        StateDirectory.Of(environment.GetValueOrDefault, system).Should().Be(directory);
    }
}
