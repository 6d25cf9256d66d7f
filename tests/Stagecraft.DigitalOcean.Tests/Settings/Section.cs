using System.Text;
using Stagecraft.Config;
using Stagecraft.DigitalOcean.Diagnosing;
using Stagecraft.DigitalOcean.Settings;
using Stagecraft.Engine.Settings;
using Stagecraft.Errors;

namespace Stagecraft.DigitalOcean.Tests.Settings;

/// <summary>Sections to try. A § in one marks the place where the problem is expected, and is taken out.</summary>
internal static class Section
{
    public const string Defaults = "token_env: DO_TOKEN\nssh_key_name: my key\ndefault_region: nyc1\ndefault_size: s-1\n";
    public const string Hosts = "hosts: {prod: {app-1: {role: app}}}\n";

    private const char Mark = '§';

    /// <summary>A section that is right but for one host, which has a role and what is given.</summary>
    public static string WithHost(string keys) =>
        Defaults + "hosts:\n  prod:\n    app-1:\n      role: app\n      " + keys.Replace("\n", "\n      ", StringComparison.Ordinal) + "\n";

    public static SettingsResult Parse(
        string yaml,
        SettingsScope scope = SettingsScope.Everything,
        string? project = null,
        Func<string, byte[]>? readFile = null,
        string file = "stagecraft.yml") =>
        SettingsParser.Parse(ConfigReader.Read(file, Encoding.UTF8.GetBytes(yaml)), project, scope, readFile ?? NoFile);

    /// <summary>The settings of a section that is right.</summary>
    public static DigitalOceanSettings Settings(string yaml, Func<string, byte[]>? readFile = null)
    {
        SettingsResult result = Parse(yaml, readFile: readFile);
        result.Problems.Should().BeEmpty();
        return result.Settings!;
    }

    /// <summary>Checks that a section has one problem, at its mark, and gives the reason it states.</summary>
    public static Problem OnlyProblem(string marked, SettingsScope scope = SettingsScope.Everything, Func<string, byte[]>? readFile = null)
    {
        int index = marked.IndexOf(Mark, StringComparison.Ordinal);
        string before = marked[..index];
        SourceLocation place = new SourceLocation("stagecraft.yml", before.Count(c => c == '\n') + 1, index - before.LastIndexOf('\n'));

        SettingsResult result = Parse(marked.Remove(index, 1), scope, readFile: readFile);

        result.Settings.Should().BeNull();
        Problem problem = result.Problems.Should().ContainSingle().Which;
        problem.Location.Should().Be(place, problem.Message);
        problem.Code.Should().Be(ErrorCodes.ConfigInvalid);
        problem.Message.Should().StartWith("invalid config: ");
        return problem;
    }

    private static byte[] NoFile(string path) => throw new FileNotFoundException();
}
