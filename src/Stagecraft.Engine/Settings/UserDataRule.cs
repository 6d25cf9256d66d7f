using System.Globalization;
using System.Text;
using Stagecraft.Config;

namespace Stagecraft.Engine.Settings;

/// <summary>Reads <c>user_data</c> or <c>user_data_file</c>. No message repeats the content.</summary>
/// <param name="maxBytes">The cloud's maximum size, in bytes of UTF-8; not above <see cref="UserData.MaxBytes"/>.</param>
/// <param name="readFile">Reads a <c>user_data_file</c>, for example <see cref="UserData.ReadFile"/>.</param>
/// <param name="problems">Receives the problems.</param>
internal sealed class UserDataRule(int maxBytes, Func<string, byte[]> readFile, ConfigProblems problems)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // Hosts can share a file. It is read once, so that all of them get the same text.
    private readonly Dictionary<string, (UserData? Data, string? Wrong)> _files = new(StringComparer.Ordinal);

    private readonly string _tooLarge = string.Create(
        CultureInfo.InvariantCulture, $"has more than {maxBytes / 1024} KiB ({maxBytes} bytes of UTF-8)");

    /// <summary>The warnings of the plan: user data that has no effect.</summary>
    public static IEnumerable<PlanWarning> Warnings(IEnumerable<MachineSettings> hosts)
    {
        string[] ignored = [.. hosts.Where(h => h.IsUserDataIgnored).Select(h => Excerpt.Of(h.Name))];
        return ignored.Length == 0
            ? []
            :
            [
                new(
                    "user_data_ignored",
                    $"cloud-init ignores the user data of {(ignored.Length == 1 ? "host" : "hosts")} {string.Join(", ", ignored)}: "
                        + "it begins with neither '#cloud-config' nor '#!'"),
            ];
    }

    public UserData? Read(SectionReader host)
    {
        Declared<ConfigNode> inline = host.Node(SharedHostKeys.UserData);
        Declared<string> file = host.Text(SharedHostKeys.UserDataFile);
        if (inline.Setting is not null && file.IsPresent)
        {
            host.ReportBoth(SharedHostKeys.UserData, SharedHostKeys.UserDataFile);
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

        problems.Add(node, wrong, node is ConfigScalar ? null : "write user_data: | and the text below it, indented");
        return null;
    }

    private string? WrongText(string text)
    {
        try
        {
            return Strict.GetByteCount(text) > maxBytes ? $"user_data {_tooLarge}"
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

            if (bytes.Length > maxBytes)
            {
                return (null, _tooLarge);
            }

            // The machine does not recognize '#!' or '#cloud-config' after a byte order mark.
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
