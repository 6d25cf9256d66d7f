using Stagecraft.Config;
using Stagecraft.Errors;

namespace Stagecraft.DigitalOcean.Settings;

/// <summary>Gathers the problems of the section.</summary>
internal sealed class SettingsProblems
{
    private readonly List<Problem> _problems = [];

    public void Add(SourceLocation? location, string? path, string reason, string? hint = null) =>
        _problems.Add(new Problem(ErrorCodes.ConfigInvalid, $"invalid config: {reason}", hint, location, path));

    public void Add(ConfigNode node, string reason, string? hint = null) => Add(node.Location, node.Path, reason, hint);

    public IReadOnlyList<Problem> InFileOrder() => ProblemOrder.ByPlace(_problems);
}
