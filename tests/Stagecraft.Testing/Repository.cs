namespace Stagecraft.Testing;

/// <summary>Files of the repository, above the program or above the current directory. Paths from the compiler do not exist after a
/// deterministic build.</summary>
public static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory) ?? Find(Directory.GetCurrentDirectory())
        ?? throw new DirectoryNotFoundException("The program does not run inside the repository.");

    public static string PathTo(string relative) => Path.Combine(Root, relative);

    public static string Read(params string[] path) => File.ReadAllText(Path.Combine([Root, .. path]));

    private static string? Find(string? folder) =>
        folder is null || File.Exists(Path.Combine(folder, "stagecraft.slnx")) ? folder : Find(Path.GetDirectoryName(folder));
}
