using System.Text;

namespace Stagecraft.Cli.Cloud;

/// <summary>Finds a line of a file.</summary>
internal static class SourceLine
{
    /// <summary>The line of a place, without its line end; null if there is no such line.</summary>
    internal static string? Of(byte[] utf8, SourceLocation? place)
    {
        if (place is null)
        {
            return null;
        }

        // A line ends with LF, CR or CR LF, as in the locations of a config.
        using StringReader reader = new StringReader(Encoding.UTF8.GetString(utf8 is [0xEF, 0xBB, 0xBF, ..] ? utf8.AsSpan(3) : utf8));
        string? line = reader.ReadLine();
        for (int number = 1; number < place.Line && line is not null; number++)
        {
            line = reader.ReadLine();
        }

        return line;
    }
}
