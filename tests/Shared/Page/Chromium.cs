namespace Stagecraft.Pages;

/// <summary>The installed Chromium; it is never downloaded.</summary>
internal static class Chromium
{
    public const string HowToGetIt =
        "No Chromium was found. Install one (Debian: apt-get install chromium), or set CHROMIUM to its file.";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "chromium-headless-shell"];

    /// <summary>The path in the variable CHROMIUM, or the first in PATH; null if there is none.</summary>
    public static string? Find()
    {
        if (Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } named)
        {
            return File.Exists(named) ? named : null;
        }

        string[] folders =
            (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return Names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }
}
