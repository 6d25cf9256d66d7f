namespace Stagecraft.Cli.Rendering;

/// <summary>The order of names for people: numbers in them compare by value, so that <c>app-2</c> comes before <c>app-10</c>. Everything
/// else is ordinal; null comes first. JSON is sorted ordinally instead. spec/cli/output.md, 1.1.2.</summary>
internal sealed class NaturalOrder : IComparer<string?>
{
    internal static NaturalOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        if (x is null || y is null)
        {
            return string.CompareOrdinal(x, y);
        }

        int i = 0;
        int j = 0;
        while (i < x.Length && j < y.Length)
        {
            ReadOnlySpan<char> left = Part(x, i);
            ReadOnlySpan<char> right = Part(y, j);
            int order = char.IsAsciiDigit(left[0]) && char.IsAsciiDigit(right[0])
                ? CompareNumbers(left.TrimStart('0'), right.TrimStart('0'))
                : left.CompareTo(right, StringComparison.Ordinal);
            if (order != 0)
            {
                return order;
            }

            (i, j) = (i + left.Length, j + right.Length);
        }

        if (i < x.Length || j < y.Length)
        {
            return i < x.Length ? 1 : -1;
        }

        // Names that differ only in leading zeros.
        return x.Length != y.Length ? x.Length.CompareTo(y.Length) : string.CompareOrdinal(x, y);
    }

    private static int CompareNumbers(ReadOnlySpan<char> left, ReadOnlySpan<char> right) =>
        left.Length != right.Length ? left.Length.CompareTo(right.Length) : left.CompareTo(right, StringComparison.Ordinal);

    /// <summary>A number, or one other character.</summary>
    private static ReadOnlySpan<char> Part(string text, int start)
    {
        int end = start + 1;
        while (char.IsAsciiDigit(text[start]) && end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return text.AsSpan(start, end - start);
    }
}
