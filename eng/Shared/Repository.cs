using System.Xml.Linq;

namespace Stagecraft.Eng;

/// <summary>The repository in the current directory.</summary>
public static class Repository
{
    /// <summary>The version in Directory.Build.props.</summary>
    public static string Version => XDocument.Load("Directory.Build.props").Descendants("Version").Single().Value;
}
