using System.Buffers;
using System.Text.Unicode;
using Stagecraft.Errors;

namespace Stagecraft.Config;

/// <summary>Turns the bytes of a config file into text, and refuses what is not text before YAML sees it.</summary>
internal static class ConfigDecoder
{
    private const char ByteOrderMark = '\uFEFF';

    public static SourceText Decode(string file, ReadOnlySpan<byte> bytes)
    {
        if (bytes is [0xFE, 0xFF, ..] or [0xFF, 0xFE, ..])
        {
            throw FileProblem.At(new SourceLocation(file, 1, 1), "the file is UTF-16", "Save it as UTF-8.");
        }

        bytes = bytes is [0xEF, 0xBB, 0xBF, ..] ? bytes[3..] : bytes;
        char[] chars = new char[bytes.Length];
        OperationStatus status = Utf8.ToUtf16(bytes, chars, out int read, out int written, replaceInvalidSequences: false);
        SourceText source = new SourceText(file, new string(chars, 0, written));
        if (status != OperationStatus.Done)
        {
            throw FileProblem.At(
                source.At(written), $"the file is not UTF-8: byte 0x{bytes[read]:X2} does not belong here", "Save it as UTF-8.");
        }

        for (int i = 0; i < source.Text.Length; i++)
        {
            if (!IsText(source.Text[i]))
            {
                throw FileProblem.At(
                    source.At(i),
                    $"the character U+{(int)source.Text[i]:X4} is not allowed in YAML",
                    "Remove it, or write it as an escape in double quotes.");
            }
        }

        return source;
    }

    // Narrower than YAML by the separators U+0085, U+2028 and U+2029, whose meaning differs between YAML 1.1, 1.2 and editors,
    // and by a byte order mark inside the text, which nobody sees.
    private static bool IsText(char c) => c switch
    {
        '\t' or '\n' or '\r' => true,
        < ' ' or (>= '\u007F' and <= '\u009F') => false,
        '\u2028' or '\u2029' or ByteOrderMark or '\uFFFE' or '\uFFFF' => false,
        _ => true,
    };
}
