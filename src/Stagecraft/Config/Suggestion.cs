namespace Stagecraft.Config;

/// <summary>Suggests a known word for a misspelled one.</summary>
public static class Suggestion
{
    private const int MaxWord = 64;
    private const int ShortestPrefix = 3;

    /// <summary>
    /// The known word nearest to a word, ignoring case: at most one slip (a letter missing, added, wrong, or two swapped) for each three
    /// letters and at most three in all; failing that, the first known word that begins with it. Of equally near ones the first in
    /// ordinal order, so the result does not depend on the order of <paramref name="known"/>.
    /// </summary>
    /// <param name="word">The word as written; there is no suggestion for more than 64 characters.</param>
    /// <param name="known">The known words.</param>
    /// <returns>One of <paramref name="known"/>, or null where none is near.</returns>
    public static string? Nearest(string word, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(word);
        ArgumentNullException.ThrowIfNull(known);
        if (word.Length is 0 or > MaxWord)
        {
            return null;
        }

        // A word of one or two letters is one slip away from every other.
        string lower = word.ToLowerInvariant();
        int allowed = Math.Min(Math.Clamp(lower.Length / 3, 1, 3), Math.Max(0, lower.Length - 2));
        string[] candidates = [.. known.Order(StringComparer.Ordinal)];
        return candidates
            .Where(c => Math.Abs(c.Length - lower.Length) <= allowed)
            .Select(c => (Word: c, Distance: EditDistance(lower, c.ToLowerInvariant())))
            .Where(c => c.Distance <= allowed)
            .OrderBy(c => c.Distance)
            .FirstOrDefault().Word
            ?? candidates.FirstOrDefault(c => lower.Length >= ShortestPrefix && c.StartsWith(lower, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Insertions, deletions, substitutions and swaps of adjacent characters that turn one word into the other.</summary>
    private static int EditDistance(string a, string b)
    {
        int[] beforeLast = new int[b.Length + 1];
        int[] last = [.. Enumerable.Range(0, b.Length + 1)];
        int[] row = new int[b.Length + 1];
        for (int i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int cost = a[i - 1] == b[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
                }
            }

            (beforeLast, last, row) = (last, row, beforeLast);
        }

        return last[b.Length];
    }
}
