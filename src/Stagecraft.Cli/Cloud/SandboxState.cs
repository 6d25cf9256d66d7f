namespace Stagecraft.Cli.Cloud;

/// <summary>Where a sandbox keeps its droplets.</summary>
internal static class SandboxState
{
    /// <summary>The state file beside a config file; its folder is made, and kept out of Git.</summary>
    internal static string Beside(string configFile)
    {
        string folder = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(configFile)) ?? ".", ".stagecraft");
        Directory.CreateDirectory(folder);
        string ignore = Path.Combine(folder, ".gitignore");
        if (!File.Exists(ignore))
        {
            File.WriteAllText(ignore, "*\n");
        }

        return Path.Combine(folder, "sandbox.db");
    }
}
