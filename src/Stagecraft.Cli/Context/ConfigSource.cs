using Stagecraft.Cli.Cloud;
using Stagecraft.Errors;

namespace Stagecraft.Cli.Context;

/// <summary>The config file of a command as it was read, from which problems get the line that they are in.</summary>
/// <param name="File">Its path, as the places of problems name it.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record ConfigSource(string File, byte[] Content)
{
    /// <summary>A problem with as much of its line as may be shown.</summary>
    internal Problem WithLine(Problem problem) =>
        problem.SourceLine is null && problem.Location?.File == File
            ? problem with { SourceLine = ConfigExcerpt.Of(SourceLine.Of(Content, problem.Location), problem) }
            : problem;
}
