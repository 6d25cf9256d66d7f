using System.Text;
using Stagecraft.Aws.Settings;
using Stagecraft.Config;
using Stagecraft.Engine.Settings;
using Stagecraft.Errors;

namespace Stagecraft.Aws.Tests.Settings;

/// <summary>Sections to try. A § in one marks the place where the problem is expected, and is taken out.</summary>
internal static class Section
{
    public const string WithoutGroups = "account_id: \"123456789012\"\ndefault_region: eu-central-1\ndefault_size: t3.small\n";
    public const string Defaults = WithoutGroups + "security_groups: [web]\n";

    public const string Hosts = "hosts: {prod: {app-1: {role: app}}}\n";

    private const char Mark = '§';

    /// <summary>A section that is valid except for one host, which has a role and the given keys.</summary>
    public static string WithHost(string keys) =>
        Defaults + "hosts:\n  prod:\n    app-1:\n      role: app\n      " + keys.Replace("\n", "\n      ", StringComparison.Ordinal) + "\n";

    /// <summary>A section that is valid except for the settings of its environment.</summary>
    public static string WithEnvironment(string keys) => Defaults + Hosts + "environments: {prod: " + keys + "}\n";

    public static SettingsResult Parse(
        string yaml,
        SettingsScope scope = SettingsScope.Everything,
        string? project = null,
        Func<string, byte[]>? readFile = null) =>
        SettingsParser.Parse(
            ConfigReader.Read("stagecraft.yml", Encoding.UTF8.GetBytes(yaml)), project, scope, readFile ?? NoFile);

    /// <summary>The settings of a valid section.</summary>
    public static AwsSettings Settings(string yaml, string? project = null)
    {
        SettingsResult result = Parse(yaml, project: project);
        result.Problems.Should().BeEmpty();
        return result.Settings!;
    }

    /// <summary>The first host of a valid section.</summary>
    public static Ec2Host Host(string yaml) => Settings(yaml).Environments[0].Hosts[0];

    /// <summary>Checks that a section has one problem, at its mark.</summary>
    public static Problem OnlyProblem(string marked)
    {
        int index = marked.IndexOf(Mark, StringComparison.Ordinal);
        string before = marked[..index];
        SourceLocation place = new SourceLocation("stagecraft.yml", before.Count(c => c == '\n') + 1, index - before.LastIndexOf('\n'));

        SettingsResult result = Parse(marked.Remove(index, 1));

        result.Settings.Should().BeNull();
        Problem problem = result.Problems.Should().ContainSingle().Which;
        problem.Location.Should().Be(place, problem.Message);
        problem.Code.Should().Be(ErrorCodes.ConfigInvalid);
        problem.Message.Should().StartWith("invalid config: ");
        return problem;
    }

    private static byte[] NoFile(string path) => throw new FileNotFoundException();
}
