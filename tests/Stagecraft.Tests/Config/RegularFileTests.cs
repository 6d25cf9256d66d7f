using System.Diagnostics;
using System.IO.Pipes;
using Stagecraft.Config;

namespace Stagecraft.Tests.Config;

/// <summary>spec/providers/cloud/digitalocean.md 2.1.1: no file that a config names is waited for.</summary>
public sealed class RegularFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("stagecraft-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(3, "abc")]
    [InlineData(2, "abc")]
    [InlineData(1, "ab")]
    public void One_byte_beyond_what_is_allowed_is_read(int most, string expected)
    {
        File.WriteAllText(In("file"), "abc");
        File.CreateSymbolicLink(In("first"), In("file"));
        File.CreateSymbolicLink(In("second"), "first");
        foreach (string name in (string[])["file", "first", "second"])
        {
            RegularFile.Read(In(name), most).Should().Equal(System.Text.Encoding.UTF8.GetBytes(expected), name);
        }
    }

    [Fact]
    public void A_pipe_is_not_opened()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "There are no pipes with names here.");
        using (Process make = Process.Start("mkfifo", In("pipe")))
        {
            make.WaitForExit();
        }

        File.CreateSymbolicLink(In("link"), "pipe");
        RegularFile.Read(In("pipe"), 10).Should().BeEmpty();
        RegularFile.Read(In("link"), 10).Should().BeEmpty();
    }

    [Fact]
    public void A_pipe_that_the_process_was_given_is_not_opened()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "There is no /proc here.");
        using AnonymousPipeServerStream pipe = new AnonymousPipeServerStream(PipeDirection.In);
        File.CreateSymbolicLink(In("stdin"), $"/proc/self/fd/{pipe.SafePipeHandle.DangerousGetHandle()}");
        RegularFile.Read(In("stdin"), 10).Should().BeEmpty();
    }

    [Fact]
    public void What_is_no_file()
    {
        Action directory = () => RegularFile.Read(_folder, 10);
        directory.Should().Throw<UnauthorizedAccessException>();
        Action missing = () => RegularFile.Read(In("none"), 10);
        missing.Should().Throw<FileNotFoundException>();
        File.CreateSymbolicLink(In("nowhere"), "none");
        Action nowhere = () => RegularFile.Read(In("nowhere"), 10);
        nowhere.Should().Throw<FileNotFoundException>();
        File.CreateSymbolicLink(In("circle"), "circle");
        Action circle = () => RegularFile.Read(In("circle"), 10);
        circle.Should().Throw<IOException>();
    }

    private string In(string name) => Path.Combine(_folder, name);
}
