using Stagecraft.Cli.Tests.EndToEnd.Crashes;

namespace Stagecraft.Cli.Tests.Actions;

/// <summary>The result of a step that uses the action.</summary>
/// <param name="Succeeded">Whether the step succeeded.</param>
/// <param name="Outputs">The outputs of the action.</param>
/// <param name="Annotations">Errors, warnings and notices.</param>
/// <param name="Log">The log, masked.</param>
/// <param name="Summary">The text that was added to the job summary.</param>
internal sealed record ActionResult(
    bool Succeeded,
    IReadOnlyDictionary<string, string> Outputs,
    IReadOnlyList<(string Kind, string Text)> Annotations,
    string Log,
    string Summary)
{
    internal string this[string output] => Outputs[output];

    internal IEnumerable<string> Of(string kind) => Annotations.Where(a => a.Kind == kind).Select(a => a.Text);

    internal string Transcript => $"{string.Join('\n', Annotations.Select(a => $"{a.Kind}: {a.Text}"))}\n{Log}";
}
