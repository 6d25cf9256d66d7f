using System.Text;

namespace Stagecraft.Fuzzing;

/// <summary>Makes bad input out of good.</summary>
/// <param name="corpus">Valid inputs.</param>
/// <param name="tokens">What means something to whoever reads them.</param>
/// <param name="deep">Two texts that open and close one level, for deep nesting.</param>
public sealed class Mutator(IReadOnlyList<byte[]> corpus, IReadOnlyList<string> tokens, (string Open, string Close) deep)
{
    /// <summary>Means something to almost everybody.</summary>
    private static readonly byte[][] Anywhere =
    [
        [0], [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0xEF, 0xBB, 0xBF], [0xFF, 0xFE],
        [0xFE, 0xFF],
        [0xC2, 0x85], [0xE2, 0x80, 0xA8], [0xE2, 0x80, 0xAE], [0xEF, 0xBF, 0xBE], [0x1B, 0x5B, 0x33, 0x31, 0x6D], [0x0D], [0x0A],
        [0x0D, 0x0A], [0x0B], [0x0C],
        [0xF0, 0x9F, 0x98, 0x80], [0x7F], [0x09], [0x20],
    ];

    private static readonly string[] Numbers =
    [
        "0", "-0", "-1", "1e400", "1e18", "1e-400", "0.1", "2147483647", "2147483648", "4294967296", "9223372036854775807",
        "9223372036854775808", "-9223372036854775808",
        "18446744073709551616", "79228162514264337593543950335", "79228162514264337593543950336", "0x10", "1_000", ".inf", "NaN", "007",
        "00000000000000000001",
    ];

    private readonly byte[][] _tokens = [.. tokens.Concat(Numbers).Select(Encoding.UTF8.GetBytes), .. Anywhere];

    public byte[] Make(Random random)
    {
        List<byte> input = [.. corpus[random.Next(corpus.Count)]];
        for (int left = 1 + (int)Math.Floor(-2 * Math.Log(1 - random.NextDouble())); left > 0; left--)
        {
            Mutate(input, random);
        }

        return [.. input];
    }

    /// <summary>One change of any kind.</summary>
    public void Mutate(List<byte> input, Random random)
    {
        int at = random.Next(input.Count + 1);
        int length = Math.Min(random.Next(4) == 0 ? random.Next(input.Count + 1) : random.Next(24), input.Count - at);
        switch (random.Next(14))
        {
            case 0 when at < input.Count:
                input[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when at < input.Count:
                input[at] = (byte)random.Next(256);
                break;
            case 2:
                input.RemoveRange(at, length);
                break;
            case 3:
                input.InsertRange(random.Next(input.Count + 1), input.GetRange(at, length));
                break;
            case 4:
                input.RemoveRange(at, input.Count - at);
                break;
            case 5:
                byte[] other = corpus[random.Next(corpus.Count)];
                int from = random.Next(other.Length);
                input.RemoveRange(at, length);
                input.InsertRange(at, other.AsSpan(from, Math.Min(random.Next(400), other.Length - from)));
                break;
            case 6:
                Nest(input, at, random);
                break;
            case 7:
                Repeat(input, at, Token(random), random);
                break;
            case 8:
                ReplaceLine(input, random);
                break;
            case 9:
                ReplaceWord(input, at, Token(random));
                break;
            default:
                input.RemoveRange(at, random.Next(3) == 0 ? length : 0);
                input.InsertRange(at, Token(random));
                break;
        }
    }

    private byte[] Token(Random random) => _tokens[random.Next(_tokens.Length)];

    private void Nest(List<byte> input, int at, Random random)
    {
        int levels = random.Next(6) == 0 ? random.Next(20_000) : random.Next(80);
        StringBuilder nest = new();
        nest.Insert(0, deep.Open, levels);
        if (random.Next(2) == 0)
        {
            nest.Append('1').Append(new StringBuilder().Insert(0, deep.Close, levels));
        }

        input.InsertRange(at, Encoding.UTF8.GetBytes(nest.ToString()));
    }

    private static void Repeat(List<byte> input, int at, byte[] token, Random random)
    {
        int times = random.Next(8) == 0 ? random.Next(30_000) : random.Next(200);
        byte[] many = new byte[times * token.Length];
        for (int i = 0; i < times; i++)
        {
            token.CopyTo(many, i * token.Length);
        }

        input.InsertRange(at, many);
    }

    // A line here for a line there, or all line ends of another kind.
    private static void ReplaceLine(List<byte> input, Random random)
    {
        string text = Encoding.Latin1.GetString([.. input]);
        string[] lines = text.Split('\n');
        string ends = "\n";
        switch (random.Next(4))
        {
            case 0:
                ends = random.Next(2) == 0 ? "\r\n" : "\r";
                break;
            case 1:
                int one = random.Next(lines.Length);
                int two = random.Next(lines.Length);
                (lines[one], lines[two]) = (lines[two], lines[one]);
                break;
            case 2:
                lines[random.Next(lines.Length)] = lines[random.Next(lines.Length)];
                break;
            default:
                lines[random.Next(lines.Length)] += "\n" + lines[random.Next(lines.Length)];
                break;
        }

        input.Clear();
        input.AddRange(Encoding.Latin1.GetBytes(string.Join(ends, lines)));
    }

    private static void ReplaceWord(List<byte> input, int at, byte[] token)
    {
        int start = Math.Min(at, input.Count);
        while (start > 0 && IsWord(input[start - 1]))
        {
            start--;
        }

        int end = start;
        while (end < input.Count && IsWord(input[end]))
        {
            end++;
        }

        input.RemoveRange(start, end - start);
        input.InsertRange(start, token);
    }

    private static bool IsWord(byte b) => char.IsAsciiLetterOrDigit((char)b) || b is (byte)'_' or (byte)'-' or (byte)'.';
}
