namespace Stagecraft.Benchmarks.Table;

/// <summary>The folder of the solution, above this program or above where it was started.</summary>
internal static class RepositoryRoot
{
    private const string Mark = "stagecraft.slnx";

    public static string Find()
    {
        foreach (string start in new[] { AppContext.BaseDirectory, Directory.GetCurrentDirectory() })
        {
            for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, Mark)))
                {
                    return folder.FullName;
                }
            }
        }

        throw new DirectoryNotFoundException($"There is no {Mark} above this program.");
    }
}
