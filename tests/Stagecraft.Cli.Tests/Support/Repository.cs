namespace Stagecraft.Cli.Tests.Support;

/// <summary>Where the sources are: paths from the compiler are not real in a deterministic build.</summary>
internal static class Repository
{
    internal static string Root { get; } = Find(AppContext.BaseDirectory);

    internal static string Read(params string[] path) => File.ReadAllText(Path.Combine([Root, .. path]));

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "stagecraft.slnx")) ? folder : Find(Path.GetDirectoryName(folder)!);
}
