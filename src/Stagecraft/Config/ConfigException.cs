using Stagecraft.Errors;

namespace Stagecraft.Config;

/// <summary>A config or plan file that cannot be used: it cannot be read, is not YAML or JSON, or has invalid content.</summary>
public sealed class ConfigException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="problems">All problems, each with a place, in the order of the file; at least one.</param>
    public ConfigException(params IReadOnlyList<Problem> problems)
        : base(problems.Count == 1 ? problems[0].Message : $"{problems[0].Message} (and {problems.Count - 1} more)") => Problems = problems;

    /// <summary>Every problem found, at least one, in the order of the file; code <c>config_invalid</c>.</summary>
    public IReadOnlyList<Problem> Problems { get; }
}
