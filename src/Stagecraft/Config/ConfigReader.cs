using Stagecraft.Errors;

namespace Stagecraft.Config;

/// <summary>
/// Reads a config file: one YAML document in UTF-8 with a mapping at the top. Anchors, aliases and merge keys (<c>&lt;&lt;</c>) are
/// expanded. Untrusted files are safe to read: at most 1 MiB, 64 levels and 100,000 values (values of aliases count each
/// time), no tags, no duplicate keys. Problems are reported together, as a <see cref="ConfigException"/> with places.
/// </summary>
public static class ConfigReader
{
    internal const string Config = "config";

    /// <summary>Reads a config file.</summary>
    /// <param name="file">The file's path; the places of all nodes name it as given.</param>
    /// <exception cref="ConfigException">The file cannot be read or is not such a document; every problem has the code
    /// <c>config_invalid</c> and a place.</exception>
    public static ConfigMapping Read(string file) => Read(file, Load(file));

    /// <summary>The content of a file, but at most one byte more than is allowed, which is enough to detect a file that is too
    /// large.</summary>
    /// <param name="file">The file's path.</param>
    /// <param name="kind">The word for the file in problems: <c>config</c> file.</param>
    /// <param name="most">The number of allowed bytes. Default: that of a config file.</param>
    /// <exception cref="ConfigException">The file cannot be read.</exception>
    public static byte[] Load(string file, string kind = Config, int most = ReadLimits.FileBytes)
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
            throw Missing(start, kind);
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

    /// <summary>Reads a config from memory.</summary>
    /// <param name="fileName">What the places of all nodes name as the file; it need not exist.</param>
    /// <param name="utf8">The content; a UTF-8 byte order mark is accepted.</param>
    /// <param name="kind">The word for the file in problems: <c>config</c> file.</param>
    /// <exception cref="ConfigException">As for a file.</exception>
    public static ConfigMapping Read(string fileName, ReadOnlySpan<byte> utf8, string kind = Config)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        SourceLocation start = new SourceLocation(fileName, 1, 1);
        if (utf8.Length > ReadLimits.FileBytes)
        {
            throw FileProblem.At(start, $"the {kind} file is larger than 1 MiB");
        }

        NodeBuilder builder = new NodeBuilder(ConfigDecoder.Decode(fileName, utf8));
        ConfigNode? top = null;
        Problem? last = null;
        try
        {
            top = builder.Document();
            if (top is not ConfigMapping && builder.Problems.Count == 0)
            {
                last = TopProblem(top, start, kind);
            }
        }
        catch (ConfigException exception)
        {
            last = exception.Problems[0];
        }

        IReadOnlyList<Problem> problems = ConfigProblems.ByPlace(last is null ? builder.Problems : builder.Problems.Append(last));
        return problems.Count == 0 ? (ConfigMapping)top! : throw new ConfigException(problems);
    }

    // The runtime decodes paths as UTF-8, so that a name of other bytes cannot be opened.
    private static ConfigException Missing(SourceLocation start, string kind)
    {
        string yaml = Path.ChangeExtension(start.File, ".yaml");
        return Path.GetFullPath(start.File).Contains('\uFFFD', StringComparison.Ordinal)
            ? FileProblem.At(start, $"the {kind} file cannot be read: its name or its directory's name is not UTF-8", "rename it")
            : FileProblem.At(
                start,
                $"the {kind} file does not exist",
                yaml != start.File && File.Exists(yaml) ? $"{Excerpt.Of(yaml)} exists: name it, or rename it"
                    : kind == Config ? "create it with `stagecraft init`, or name another file with -c"
                    : null);
    }

    private static Problem TopProblem(ConfigNode? top, SourceLocation start, string kind) => top is null or ConfigScalar { Value: null }
        ? FileProblem.Of(start, "", $"the {kind} file is empty")
        : FileProblem.Of(
            top.Location,
            "",
            $"the top of the {kind} file must be a mapping, not {top.Kind}",
            kind == Config ? "begin with 'cloud:'" : null);
}
