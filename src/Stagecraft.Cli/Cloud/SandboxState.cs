namespace Stagecraft.Cli.Cloud;

/// <summary>Where a sandbox keeps its droplets.</summary>
internal static class SandboxState
{
    /// <summary>The state file beside a config file; its folder is made, and kept out of Git.</summary>
    /// <exception cref="InvalidDataException">The folder cannot be made.</exception>
    internal static string Beside(string configFile)
    {
        string folder = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(configFile)) ?? ".", ".stagecraft");
        try
        {
            Directory.CreateDirectory(folder);
            string ignore = Path.Combine(folder, ".gitignore");
            if (!File.Exists(ignore))
            {
                File.WriteAllText(ignore, "*\n");
            }
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new InvalidDataException($"{folder} cannot be written: permission denied", exception);
        }
        catch (IOException exception)
        {
            throw new InvalidDataException($"{folder} cannot be used: {exception.Message}", exception);
        }

        return Path.Combine(folder, "sandbox.db");
    }
}
