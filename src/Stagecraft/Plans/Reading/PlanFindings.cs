using System.Text;
using Stagecraft.Config;
using Stagecraft.Errors;

namespace Stagecraft.Plans.Reading;

/// <summary>The problems of a plan file, by path or byte offset.</summary>
internal sealed class PlanFindings
{
    private const int Most = 100;

    private readonly List<(int? Offset, string Path, string Message, string? Hint)> _found = [];

    public bool Any => _found.Count > 0;

    /// <summary>Whether more problems would not be shown.</summary>
    public bool IsFull => _found.Count > Most;

    public void Add(string path, string message, string? hint = null) => _found.Add((null, path, message, hint));

    public void Add(int offset, string path, string message, string? hint = null) => _found.Add((offset, path, message, hint));

    /// <summary>All of them as problems, in the order of the file.</summary>
    /// <param name="file">The file's name.</param>
    /// <param name="utf8">What the offsets count in, without a byte order mark; valid JSON where a problem has no offset.</param>
    public ConfigException Exception(string file, ReadOnlySpan<byte> utf8)
    {
        HashSet<string> paths = [.. _found.Where(f => f.Offset is null).Select(f => f.Path)];
        Dictionary<string, int> places = paths.Count == 0 ? [] : JsonPlaces.Of(utf8, paths);
        List<Problem> problems = [];
        int line = 1;
        int column = 1;
        int at = 0;
        foreach ((int offset, string path, string message, string? hint) in _found.Select(f => (f.Offset ?? places.GetValueOrDefault(f.Path), f.Path, f.Message, f.Hint)).OrderBy(f => f.Item1).Take(Most))
        {
            ReadOnlySpan<byte> between = utf8[at..offset];
            at = offset;
            int end = between.LastIndexOf((byte)'\n');
            line += between.Count((byte)'\n');
            column = (end < 0 ? column : 1) + Encoding.UTF8.GetCharCount(between[(end + 1)..]);
            problems.Add(FileProblem.Of(new SourceLocation(file, line, column), path, message, hint));
        }

        if (IsFull)
        {
            problems.Add(problems[^1] with { Message = $"there are more problems; these are the first {Most}", Hint = null, Path = null });
        }

        return new ConfigException(problems);
    }
}
