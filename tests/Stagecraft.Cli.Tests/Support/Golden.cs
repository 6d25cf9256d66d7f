using Stagecraft.Testing;

namespace Stagecraft.Cli.Tests.Support;

/// <summary>Outputs pinned by files. <c>STAGECRAFT_UPDATE_GOLDEN=1</c> rewrites them; review the difference before you commit it.</summary>
internal static class Golden
{
    internal static void Match(string name, string actual)
    {
        string file = Path.Combine(Repository.Root, "tests", "Stagecraft.Cli.Tests", "Golden", name);
        if (Environment.GetEnvironmentVariable("STAGECRAFT_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(file, actual);
        }

        File.Exists(file).Should().BeTrue($"{name} pins the output");
        actual.Should().Be(File.ReadAllText(file));
    }
}
