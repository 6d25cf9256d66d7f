namespace Stagecraft.Cli.Cloud;

/// <summary>The state file of a sandbox.</summary>
internal static class SandboxState
{
    /// <summary>The state file next to a config file; its folder is created and ignored by Git.</summary>
    /// <exception cref="InvalidDataException">The folder cannot be created.</exception>
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
