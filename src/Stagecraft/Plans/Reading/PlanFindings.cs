using System.Text;
using Stagecraft.Config;
using Stagecraft.Errors;

namespace Stagecraft.Plans.Reading;

/// <summary>What is wrong with a plan file, gathered by offset; the places are worked out once, at the end.</summary>
internal sealed class PlanFindings
{
    // A file of a million mistakes has one mistake.
    private const int Most = 100;

    private readonly List<(int Offset, string Path, string Message, string? Hint)> _found = [];
    private bool _hasMore;

    public bool Any => _found.Count > 0;

    /// <summary>Whether more would not be shown, so that looking on is of no use.</summary>
    public bool IsFull => _hasMore;

    public void Add(int offset, string path, string message, string? hint = null)
    {
        if (_found.Count < Most)
        {
            _found.Add((offset, path, message, hint));
        }
        else
        {
            _hasMore = true;
        }
    }

    /// <summary>All of them as problems, in the order of the file.</summary>
    /// <param name="file">The file's name.</param>
    /// <param name="utf8">What the offsets count in, without a byte order mark.</param>
    public ConfigException Exception(string file, ReadOnlySpan<byte> utf8)
    {
        List<Problem> problems = [];
        int line = 1;
        int column = 1;
        int at = 0;
        foreach ((int offset, string path, string message, string? hint) in _found.OrderBy(f => f.Offset))
        {
            // Only what lies between two findings is looked at, so that this is one walk over the file however many there are.
            ReadOnlySpan<byte> between = utf8[at..Math.Min(offset, utf8.Length)];
            at += between.Length;
            while (between.IndexOfAny((byte)'\n', (byte)'\r') is >= 0 and int end)
            {
                bool isPair = between[end] == '\r' && end + 1 < between.Length && between[end + 1] == '\n';
                between = between[(end + (isPair ? 2 : 1))..];
                (line, column) = (line + 1, 1);
            }

            column += Encoding.UTF8.GetCharCount(between);
            problems.Add(FileProblem.Of(new SourceLocation(file, line, column), path, message, hint));
        }

        if (_hasMore)
        {
            problems.Add(problems[^1] with { Message = $"there are more problems; these are the first {Most}", Hint = null, Path = null });
        }

        return new ConfigException(problems);
    }
}
