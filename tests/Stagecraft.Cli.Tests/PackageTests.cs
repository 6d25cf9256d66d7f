using System.Text.RegularExpressions;
using System.Xml.Linq;
using Stagecraft.Cli.Tests.Support;

namespace Stagecraft.Cli.Tests;

/// <summary>What the packages say of themselves. What is in them is looked at by <c>eng/packages.cs</c>.</summary>
public sealed partial class PackageTests
{
    private static readonly string[] Consumer = [.. Trimmed(Repository.Read("tests", "packages", "consumer", "Program.cs"))];

    [Theory]
    [InlineData("Stagecraft")]
    [InlineData("Stagecraft.DigitalOcean")]
    [InlineData("Stagecraft.DigitalOcean.Sandbox")]
    public void What_a_package_shows_is_what_a_program_of_the_packages_does(string package)
    {
        string[] shown = [.. Block().Matches(Repository.Read("src", package, "README.md")).SelectMany(m => Trimmed(m.Groups[1].Value))];

        shown.Should().NotBeEmpty();
        shown.Except(Consumer).Should().BeEmpty();
    }

    [Fact]
    public void The_program_of_the_packages_wants_the_version_that_is_made()
    {
        string made = XDocument.Parse(Repository.Read("Directory.Build.props")).Descendants("Version").Single().Value;

        string wanted = XDocument.Parse(Repository.Read("tests", "packages", "consumer", "Consumer.csproj")).Descendants("StagecraftVersion").Single().Value;

        wanted.Should().Be(made);
    }

    private static IEnumerable<string> Trimmed(string text) => text.ReplaceLineEndings("\n").Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0);

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
