using System.Buffers;
using System.Text.Unicode;
using Stagecraft.Errors;

namespace Stagecraft.Config;

/// <summary>Decodes the bytes of a file.</summary>
internal static class ConfigDecoder
{
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>The characters of a config file; those that YAML does not allow are refused.</summary>
    public static SourceText Decode(string file, ReadOnlySpan<byte> bytes)
    {
        SourceText source = ToText(file, ref bytes);
        for (int i = 0; i < source.Text.Length; i++)
        {
            if (!IsText(source.Text[i]))
            {
                throw FileProblem.At(
                    source.At(i),
                    $"the character U+{(int)source.Text[i]:X4} is not allowed in YAML",
                    "remove it, or write it as an escape in double quotes");
            }
        }

        return source;
    }

    /// <summary>The characters of a file.</summary>
    /// <param name="file">The file's name.</param>
    /// <param name="bytes">UTF-8; a byte order mark is removed.</param>
    public static SourceText ToText(string file, ref ReadOnlySpan<byte> bytes)
    {
        if (bytes is [0xFE, 0xFF, ..] or [0xFF, 0xFE, ..])
        {
            throw FileProblem.At(new SourceLocation(file, 1, 1), "the file is UTF-16", "save it as UTF-8");
        }

        bytes = bytes is [0xEF, 0xBB, 0xBF, ..] ? bytes[3..] : bytes;
        char[] chars = new char[bytes.Length];
        OperationStatus status = Utf8.ToUtf16(bytes, chars, out int read, out int written, replaceInvalidSequences: false);
        SourceText source = new SourceText(file, new string(chars, 0, written));
        return status == OperationStatus.Done
            ? source
            : throw FileProblem.At(source.At(written), $"the file is not UTF-8: invalid byte 0x{bytes[read]:X2}", "save it as UTF-8");
    }

    // Narrower than YAML: the meaning of the separators U+0085, U+2028 and U+2029 differs between YAML 1.1, 1.2 and editors, and a byte
    // order mark inside the text is invisible.
    private static bool IsText(char c) => c switch
    {
        '\t' or '\n' or '\r' => true,
        < ' ' or (>= '\u007F' and <= '\u009F') => false,
        '\u2028' or '\u2029' or ByteOrderMark or '\uFFFE' or '\uFFFF' => false,
        _ => true,
    };
}
