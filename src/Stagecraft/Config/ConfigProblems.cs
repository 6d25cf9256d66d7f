using Stagecraft.Errors;

namespace Stagecraft.Config;

/// <summary>Collects the problems of a config, so that they are reported together. Not thread-safe.</summary>
/// <param name="prefix">The prefix of every message, for example <c>invalid config: </c>. Default: nothing.</param>
public sealed class ConfigProblems(string prefix = "")
{
    private readonly List<Problem> _problems = [];

    /// <summary>Adds a problem of a value; its code is <c>config_invalid</c>.</summary>
    /// <param name="node">The value that is wrong.</param>
    /// <param name="message">What is wrong, in one sentence, without the prefix.</param>
    /// <param name="hint">What to do about it, or null.</param>
    public void Add(ConfigNode node, string message, string? hint = null)
    {
        ArgumentNullException.ThrowIfNull(node);
        AddAt(node.Location, node.Path, message, hint);
    }

    /// <summary>Adds a problem of a place that is no value: of a key, or of one that is missing.</summary>
    /// <param name="location">The place, or null where there is none.</param>
    /// <param name="path">The config's path, or null.</param>
    /// <param name="message">As for a value.</param>
    /// <param name="hint">As for a value.</param>
    public void AddAt(SourceLocation? location, string? path, string message, string? hint = null) =>
        _problems.Add(FileProblem.Of(location, path, prefix + message, hint));

    internal int Count => _problems.Count;

    /// <summary>All problems, in the order of <see cref="ByPlace"/>; empty where there is none.</summary>
    public IReadOnlyList<Problem> InFileOrder() => ByPlace(_problems);

    /// <summary>
    /// The problems of several checks of one file in the order of the file: by line, then column, in the order given where these are equal;
    /// those without a place come last. A problem that occurs twice with the same place and message, as one mistake behind a YAML alias
    /// does, is listed once; without a place, its path distinguishes it from others.
    /// </summary>
    /// <param name="problems">The problems.</param>
    public static IReadOnlyList<Problem> ByPlace(IEnumerable<Problem> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        return
        [
            .. problems
                .DistinctBy(p => (p.Code, p.Message, p.Location, p.Location is null ? p.Path : null))
                .OrderBy(p => p.Location?.Line ?? int.MaxValue).ThenBy(p => p.Location?.Column ?? int.MaxValue),
        ];
    }
}
