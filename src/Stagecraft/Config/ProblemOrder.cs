using Stagecraft.Errors;

namespace Stagecraft.Config;

/// <summary>Orders the problems of several checks of one file.</summary>
public static class ProblemOrder
{
    /// <summary>
    /// The problems in the order of the file: by line, then column, in the order given where these are equal; those without a place come
    /// last. A problem that occurs twice with the same place and message, as one mistake behind a YAML alias does, is listed once; without
    /// a place, its path distinguishes it from others.
    /// </summary>
    public static IReadOnlyList<Problem> ByPlace(IEnumerable<Problem> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        return
        [
            .. problems
                .DistinctBy(p => (p.Code, p.Message, p.Location, p.Location is null ? p.Path : null))
                .OrderBy(p => p.Location?.Line ?? int.MaxValue)
                .ThenBy(p => p.Location?.Column ?? int.MaxValue),
        ];
    }
}
