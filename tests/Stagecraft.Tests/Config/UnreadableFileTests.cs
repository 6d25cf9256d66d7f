using Stagecraft.Config;
using Stagecraft.Errors;

namespace Stagecraft.Tests.Config;

public sealed class UnreadableFileTests
{
    [Fact]
    public void A_missing_file() =>
        Reading(Path.Combine(Path.GetTempPath(), "no-such-folder", "stagecraft.yml")).Message.Should().Be("the config file does not exist");

    [Fact]
    public void A_missing_folder() =>
        Reading("no-such-file.yml").Message.Should().Be("the config file does not exist");

    /// <summary>docs/config.md: a file with the other extension is named.</summary>
    [Fact]
    public void A_file_with_the_other_extension_is_named()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("stagecraft-yaml-");
        string yaml = Path.Combine(folder.FullName, "stagecraft.yaml");
        File.WriteAllText(yaml, "a: 1");

        Problem problem = Reading(Path.Combine(folder.FullName, "stagecraft.yml"));

        problem.Message.Should().Be("the config file does not exist");
        problem.Hint.Should().Be($"'{yaml}' exists: name it, or rename it");
        folder.Delete(recursive: true);
    }

    /// <summary>The runtime reads the bytes of such a name as U+FFFD, and cannot open the file.</summary>
    [Fact]
    public void A_name_that_is_not_UTF_8() => Reading("caf\uFFFD.yml").Message.Should()
        .Be("the config file cannot be read: its name or its directory's name is not UTF-8");

    [Fact]
    public void A_directory() => Reading(Path.GetTempPath()).Message.Should().Be("this is a directory, not a config file");

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    public void A_name_that_no_file_has(string name) => Reading(name).Message.Should().Be("the config file cannot be read");

    [Theory]
    [InlineData("/dev/zero")]
    [InlineData("/dev/null")]
    [InlineData("/dev/tty")]
    public void A_device(string file)
    {
        Assert.SkipUnless(File.Exists(file), "There is no such device here.");
        Reading(file).Message.Should().Be("the config file is empty, or not a regular file");
    }

    [Fact]
    public void An_empty_file()
    {
        string file = Path.GetTempFileName();
        Reading(file).Message.Should().Be("the config file is empty, or not a regular file");
        File.Delete(file);
    }

    [Fact]
    public void A_file_of_another_kind_is_called_so()
    {
        Action loading = () => ConfigReader.Load("no-such-file.yml", "faults");
        loading.Should().Throw<ConfigException>().WithMessage("the faults file does not exist");
        Action reading = () => ConfigReader.Read("f", "[]"u8, "faults");
        reading.Should().Throw<ConfigException>().Which.Problems.Should().ContainSingle()
            .Which.Should().Match<Problem>(p => p.Message == "the top of the faults file must be a mapping, not a list" && p.Hint == null);
    }

    private static Problem Reading(string file)
    {
        Action reading = () => ConfigReader.Read(file);
        Problem problem = reading.Should().Throw<ConfigException>().Which.Problems.Should().ContainSingle().Which;
        problem.Code.Should().Be(ErrorCodes.ConfigInvalid);
        problem.Location.Should().Be(new SourceLocation(file, 1, 1));
        return problem;
    }
}
