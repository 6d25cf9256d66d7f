using Stagecraft.Cli.Tests.EndToEnd.Crashes;

namespace Stagecraft.Cli.Tests.Actions;

/// <summary>How a step that uses the action ended.</summary>
/// <param name="Succeeded">Whether the job goes on.</param>
/// <param name="Outputs">The action's outputs.</param>
/// <param name="Annotations">Errors, warnings and notices.</param>
/// <param name="Log">The log, masked.</param>
/// <param name="Summary">What was added to the job's summary.</param>
internal sealed record ActionResult(
    bool Succeeded,
    IReadOnlyDictionary<string, string> Outputs,
    IReadOnlyList<(string Kind, string Text)> Annotations,
    string Log,
    string Summary)
{
    internal string this[string output] => Outputs[output];

    internal IEnumerable<string> Of(string kind) => Annotations.Where(a => a.Kind == kind).Select(a => a.Text);

    internal string Told => $"{string.Join('\n', Annotations.Select(a => $"{a.Kind}: {a.Text}"))}\n{Log}";
}
