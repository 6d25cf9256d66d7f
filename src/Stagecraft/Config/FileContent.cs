using Stagecraft.Errors;

namespace Stagecraft.Config;

/// <summary>Reads files that somebody else may have written.</summary>
internal static class FileContent
{
    /// <summary>The content, but no more than one byte beyond what is allowed: that is enough to see that it is too large.</summary>
    /// <param name="file">The file's path.</param>
    /// <param name="kind">What problems call the file: <c>config</c> file.</param>
    /// <param name="most">How many bytes are allowed.</param>
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
            throw FileProblem.At(start, $"the {kind} file does not exist");
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
