using Stagecraft.Engine.Readiness;

namespace Stagecraft.Engine.Tests.Readiness;

/// <summary>Spec digitalocean.md 6.10.2 and infra.md 14.4.</summary>
public sealed class ProgramFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("stagecraft-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_first_executable_file_in_an_absolute_directory_of_PATH_is_found()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Files have no permission to execute.");
        string plain = Write("a/ssh", isExecutable: false);
        Directory.CreateDirectory(Path.Combine(_folder, "b", "ssh"));
        string first = Write("c/ssh");
        string second = Write("d/ssh");
        string relative = Path.GetRelativePath(Environment.CurrentDirectory, Path.GetDirectoryName(second)!);

        Find($":.:{relative}:{Path.GetDirectoryName(plain)}:{_folder}/b:{Path.GetDirectoryName(first)}:{Path.GetDirectoryName(second)}")
            .Should().Be(first);
        Find($":.:{relative}").Should().BeNull();
        Find(null).Should().BeNull();
    }

    private static string? Find(string? path) => ProgramFile.Find("ssh", name => name == "PATH" ? path : null);

    private string Write(string name, bool isExecutable = true)
    {
        string file = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, "");
        if (isExecutable)
        {
            FakeSsh.MakeExecutable(file);
        }

        return file;
    }
}
