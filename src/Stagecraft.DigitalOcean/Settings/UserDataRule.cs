using System.Text;

namespace Stagecraft.DigitalOcean.Settings;

/// <summary>Reads <c>user_data</c> or <c>user_data_file</c>. No message repeats the content.</summary>
internal sealed class UserDataRule(Func<string, byte[]> readFile, ConfigProblems problems)
{
    private const string TooLarge = "has more than 64 KiB (65536 bytes of UTF-8)";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // Hosts can share a file. It is read once, so that all of them get the same text.
    private readonly Dictionary<string, (UserData? Data, string? Wrong)> _files = new(StringComparer.Ordinal);

    public UserData? Read(SectionReader host)
    {
        Declared<ConfigNode> inline = host.Node(HostKeys.UserData);
        Declared<string> file = host.Text(HostKeys.UserDataFile);
        if (inline.Setting is not null && file.IsPresent)
        {
            host.ReportBoth(HostKeys.UserData, HostKeys.UserDataFile);
            return null;
        }

        return inline.Setting is { } text ? Inline(text.Value) : file.Setting is { } name ? FromFile(name) : null;
    }

    private UserData? Inline(ConfigNode node)
    {
        string? wrong = node switch
        {
            ConfigScalar { Value: null or "" } => "user_data is empty",
            ConfigScalar { Value: { } text } => WrongText(text),
            _ => $"user_data must be a string, not {node.Kind}",
        };
        if (wrong is null)
        {
            return new UserData(((ConfigScalar)node).Value!);
        }

        problems.Add(node, wrong, node is ConfigScalar ? null : "Write user_data: | and the text below it, indented.");
        return null;
    }

    private static string? WrongText(string text)
    {
        try
        {
            return Strict.GetByteCount(text) > UserData.MaxBytes ? $"user_data {TooLarge}"
                : text.Contains('\0', StringComparison.Ordinal) ? "user_data is not a string: it contains NUL characters"
                : null;
        }
        catch (EncoderFallbackException)
        {
            return "user_data is not a string: it contains half of a surrogate pair";
        }
    }

    private UserData? FromFile(Setting<string> name)
    {
        string path = Path.Combine(Path.GetDirectoryName(name.Location?.File) ?? "", name.Value);
        if (!_files.TryGetValue(path, out (UserData? Data, string? Wrong) found))
        {
            _files[path] = found = Load(path);
        }

        if (found.Wrong is not null)
        {
            problems.AddAt(name.Location, name.Path, $"user_data_file {Excerpt.Of(name.Value)} {found.Wrong}");
        }

        return found.Data;
    }

    private (UserData? Data, string? Wrong) Load(string path)
    {
        try
        {
            byte[] bytes = readFile(path);
            if (bytes.Length == 0)
            {
                return (null, "is empty, or not a regular file");
            }

            if (bytes.Length > UserData.MaxBytes)
            {
                return (null, TooLarge);
            }

            // The droplet does not recognize '#!' or '#cloud-config' after a byte order mark.
            string text = Strict.GetString(bytes is [0xEF, 0xBB, 0xBF, ..] ? bytes.AsSpan(3) : bytes);
            return text.Length == 0 ? (null, "is empty")
                : text.Contains('\0', StringComparison.Ordinal) ? (null, "is not text: it contains NUL bytes")
                : (new UserData(text), null);
        }
        catch (DecoderFallbackException)
        {
            return (null, "is not valid UTF-8");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return (null, "does not exist");
        }
        catch (UnauthorizedAccessException)
        {
            return (null, "cannot be read: it is a directory, or permission is denied");
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or NotSupportedException)
        {
            return (null, "cannot be read");
        }
    }
}
