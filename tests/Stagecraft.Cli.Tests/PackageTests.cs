using System.Text.RegularExpressions;
using System.Xml.Linq;
using Stagecraft.Testing;

namespace Stagecraft.Cli.Tests;

/// <summary>What the packages say of themselves. <c>eng/packages.cs</c> checks their content.</summary>
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

    [Theory]
    [InlineData("tests/packages/consumer/Consumer.csproj")]
    [InlineData("examples/custom-provider/custom-provider.csproj")]
    [InlineData("examples/minimal-driver/minimal-driver.csproj")]
    [InlineData("tests/packages/conformance/Conformance.csproj")]
    public void The_programs_of_the_packages_want_the_version_that_is_made(string project)
    {
        string made = XDocument.Parse(Repository.Read("Directory.Build.props")).Descendants("Version").Single().Value;

        IEnumerable<string?> wanted = XDocument.Parse(Repository.Read(project.Split('/'))).Descendants("PackageReference")
            .Where(r => r.Attribute("Include")!.Value.StartsWith("Stagecraft", StringComparison.Ordinal))
            .Select(r => r.Attribute("Version")?.Value);

        wanted.Should().NotBeEmpty().And.OnlyContain(v => v == made);
    }

    private static IEnumerable<string> Trimmed(string text) =>
        text.ReplaceLineEndings("\n").Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0);

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
