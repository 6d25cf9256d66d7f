namespace Stagecraft.Eng;

/// <summary>Directories of a program.</summary>
public static class Folder
{
    /// <summary>Deletes a directory if it exists.</summary>
    public static void Delete(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
    }
}
