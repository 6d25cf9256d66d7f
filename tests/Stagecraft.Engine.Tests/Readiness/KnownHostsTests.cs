using System.Net;
using System.Text;
using Stagecraft.Engine.Readiness;

namespace Stagecraft.Engine.Tests.Readiness;

/// <summary>Spec digitalocean.md 6.10.3 and 6.10.4: the keys of hosts.</summary>
public sealed class KnownHostsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("stagecraft-keys-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("192.0.2.1 ssh-ed25519 AAAA\n", "")]
    [InlineData("192.0.2.1 ssh-ed25519 AAAA", "")]
    [InlineData("192.0.2.1 ssh-ed25519 AAAA\r\n192.0.2.2 ssh-ed25519 B\r\n", "192.0.2.2 ssh-ed25519 B\r\n")]
    [InlineData(" \t192.0.2.1\tssh-rsa AAAA comment\n", "")]
    [InlineData("[192.0.2.1]:2222 ssh-rsa AAAA\n192.0.2.1 ssh-rsa BBBB\n", "")]
    [InlineData("a ssh-rsa A\n192.0.2.1 ssh-rsa B\nb ssh-rsa C\n192.0.2.1 ecdsa-sha2-nistp256 D\n", "a ssh-rsa A\nb ssh-rsa C\n")]
    public void The_keys_of_an_address_are_removed(string lines, string kept) =>
        KnownHosts.Without(lines, IPAddress.Parse("192.0.2.1")).Should().Be(kept);

    [Theory]
    [InlineData("")]
    [InlineData("\n\r\n \n")]
    [InlineData("# 192.0.2.1 ssh-rsa AAAA\n")]
    [InlineData("#192.0.2.1 ssh-rsa AAAA\n")]
    [InlineData("|1|F1E1KeoE/eEWhi10WpGv4OdiO6Y=|3988QV0VE8wmZL7suNrYQLITLCg= ssh-rsa AAAA\n")]
    [InlineData("192.0.2.10 ssh-rsa AAAA\n")]
    [InlineData("192.0.2.1,example.com ssh-rsa AAAA\n")]
    [InlineData("192.0.2.* ssh-rsa AAAA\n")]
    [InlineData("!192.0.2.1 ssh-rsa AAAA\n")]
    [InlineData("@revoked 192.0.2.1 ssh-rsa AAAA\n")]
    [InlineData("@cert-authority 192.0.2.1 ssh-rsa AAAA\n")]
    [InlineData("[192.0.2.1]:* ssh-rsa AAAA\n")]
    [InlineData("[192.0.2.1]:22,a ssh-rsa AAAA\n")]
    [InlineData("[192.0.2.10]:22 ssh-rsa AAAA\n")]
    [InlineData("[192.0.2.1] ssh-rsa AAAA\n")]
    [InlineData("192.0.2.1\n")]
    [InlineData("example.com ssh-rsa AAAA 192.0.2.1\n")]
    public void Other_lines_are_kept(string lines) => KnownHosts.Without(lines, IPAddress.Parse("192.0.2.1")).Should().Be(lines);

    [Theory]
    [InlineData("2001:db8::1 ssh-rsa AAAA\n", "")]
    [InlineData("2001:DB8::1 ssh-rsa AAAA\n", "")]
    [InlineData("[2001:db8::1]:2222 ssh-rsa AAAA\n", "")]
    [InlineData("2001:db8::10 ssh-rsa AAAA\n", "2001:db8::10 ssh-rsa AAAA\n")]
    public void An_IPv6_address_is_removed(string lines, string kept) =>
        KnownHosts.Without(lines, IPAddress.Parse("2001:db8::1")).Should().Be(kept);

    [Fact]
    public void The_file_is_replaced_with_the_same_bytes_without_the_keys()
    {
        KnownHosts keys = new(_folder.FullName);
        byte[] comment = [.. "# caf"u8, 0xe9, 0xff, 0xc3, 0xa9, .. "\r\n"u8];
        File.WriteAllBytes(keys.FilePath, [.. comment, .. "192.0.2.1 ssh-rsa A\n"u8, .. comment]);

        keys.Remove(IPAddress.Parse("192.0.2.1")).Should().BeNull();

        File.ReadAllBytes(keys.FilePath).Should().Equal([.. comment, .. comment]);
        _folder.EnumerateFileSystemInfos().Should().ContainSingle("no temporary file remains");
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(keys.FilePath).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public void A_file_without_the_address_is_not_replaced()
    {
        KnownHosts keys = new(_folder.FullName);
        File.WriteAllText(keys.FilePath, "192.0.2.2 ssh-rsa A\n");
        using FileStream open = new(keys.FilePath, FileMode.Open, FileAccess.Read, FileShare.Read);

        keys.Remove(IPAddress.Parse("192.0.2.1")).Should().BeNull();

        new FileInfo(keys.FilePath).Length.Should().Be(open.Length);
    }

    [Fact]
    public void Without_a_file_nothing_is_created()
    {
        new KnownHosts(_folder.FullName).Remove(IPAddress.Loopback).Should().BeNull();
        new KnownHosts(Path.Combine(_folder.FullName, "none")).Remove(IPAddress.Loopback).Should().BeNull();
        new KnownHosts(null).Remove(IPAddress.Loopback).Should().BeNull();

        _folder.EnumerateFileSystemInfos().Should().BeEmpty();
    }

    [Fact]
    public void Several_addresses_can_be_removed_at_the_same_time()
    {
        KnownHosts keys = new(_folder.FullName);
        string[] lines = [.. Enumerable.Range(0, 40).Select(i => $"192.0.2.{i} ssh-rsa A")];
        File.WriteAllLines(keys.FilePath, lines);

        Parallel.For(0, 20, i => new KnownHosts(_folder.FullName).Remove(IPAddress.Parse($"192.0.2.{i}")).Should().BeNull());

        File.ReadAllLines(keys.FilePath).Should().Equal(lines[20..]);
    }

    [Fact]
    public void The_directory_is_created_for_the_user_only()
    {
        string directory = Path.Combine(_folder.FullName, "state", "stagecraft");

        new KnownHosts(directory).Create().Should().BeNull();
        new KnownHosts(directory).Create().Should().BeNull("it exists");

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

        new KnownHosts(Path.Combine(file, "stagecraft")).Create().Should()
            .StartWith("cannot create the directory for the SSH keys of hosts: ");
        new KnownHosts(null).Create().Should().Be("there is no directory for the SSH keys of hosts: set HOME");
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
