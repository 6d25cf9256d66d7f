using Stagecraft.Errors;

namespace Stagecraft.Config;

/// <summary>Collects the problems of a config, so that they are reported together. Not thread-safe.</summary>
/// <param name="prefix">The prefix of every message, for instance <c>invalid config: </c>. Default: nothing.</param>
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

    internal bool IsEmpty => _problems.Count == 0;

    /// <summary>All problems, in the order of <see cref="ProblemOrder.ByPlace"/>; empty where there is none.</summary>
    public IReadOnlyList<Problem> InFileOrder() => ProblemOrder.ByPlace(_problems);
}
