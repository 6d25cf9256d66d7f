using Stagecraft.Plans;

namespace Stagecraft.Testing.Simulation;

/// <summary>A request of a run.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Text">The request, as text.</param>
internal sealed record RunRequest(RunRequestKind Kind, string Text)
{
    /// <summary><see cref="Updated"/> where the tag of replaced machines is removed.</summary>
    public const string MarkRemoval = "-stagecraft-replaced";

    public bool IsWrite => Kind != RunRequestKind.Read;

    /// <summary>The names of the machines that it creates.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>The tag or property that it updates, with a minus for a tag that it removes; or null.</summary>
    public string? Updated { get; init; }

    /// <summary>The machines that it updates or deletes.</summary>
    public IReadOnlyList<ResourceId> Ids { get; init; } = [];
}
