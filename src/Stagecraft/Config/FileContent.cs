using Stagecraft.Errors;

namespace Stagecraft.Config;

/// <summary>Reads untrusted files.</summary>
internal static class FileContent
{
    /// <summary>The content, but at most one byte more than is allowed, which is enough to detect a file that is too large.</summary>
    /// <param name="file">The file's path.</param>
    /// <param name="kind">The word for the file in problems: <c>config</c> file.</param>
    /// <param name="most">The number of allowed bytes.</param>
    /// <exception cref="ConfigException">The file cannot be read.</exception>
    public static byte[] Load(string file, string kind, int most)
    {
        ArgumentNullException.ThrowIfNull(file);
        SourceLocation start = new SourceLocation(file, 1, 1);
        try
        {
            if (Directory.Exists(file))
            {
                throw FileProblem.At(start, $"this is a directory, not a {kind} file");
            }

            byte[] content = RegularFile.Read(file, most);
            return content.Length > 0 ? content : throw FileProblem.At(start, $"the {kind} file is empty, or not a regular file");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw FileProblem.At(
                start,
                $"the {kind} file does not exist",
                kind == ConfigReader.Config ? "create it with `stagecraft init`, or name another file" : null);
        }
        catch (UnauthorizedAccessException)
        {
            throw FileProblem.At(start, $"the {kind} file cannot be read: permission denied");
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or NotSupportedException)
        {
            throw FileProblem.At(start, $"the {kind} file cannot be read");
        }
    }
}
