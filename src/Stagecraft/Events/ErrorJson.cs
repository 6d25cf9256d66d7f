using System.Text.Json;
using Stagecraft.Errors;
using Stagecraft.Plans;

namespace Stagecraft.Events;

/// <summary>Writes problems as JSON, as specified in <c>spec/cli/output.md</c>, section 6.</summary>
public static class ErrorJson
{
    /// <summary>The error document, without a final line end.</summary>
    /// <param name="problems">The problems, in the order to report them.</param>
    /// <param name="indented">Whether it spans several lines; false for a stream.</param>
    public static string ToText(IReadOnlyList<Problem> problems, bool indented)
    {
        ArgumentNullException.ThrowIfNull(problems);
        return JsonText.Of(indented, json =>
        {
            json.WriteString("type", "error");
            json.WriteString("format_version", JsonText.FormatVersion);
            WriteErrors(json, problems);
        });
    }

    /// <summary>Writes the member <c>errors</c>, for documents that hold problems among other things.</summary>
    /// <param name="json">The writer; an object must be open.</param>
    /// <param name="problems">The problems, in the order to report them.</param>
    public static void WriteErrors(Utf8JsonWriter json, IReadOnlyList<Problem> problems)
    {
        json.WriteObjects("errors", problems, problem =>
        {
            json.WriteString("code", problem.Code);
            json.WriteString("message", problem.Message);
            json.WriteString("hint", problem.Hint);
            json.WriteString("file", problem.Location?.File);
            json.WriteNumberOrNull("line", problem.Location?.Line);
            json.WriteNumberOrNull("column", problem.Location?.Column);
            json.WriteString("path", problem.Path);
            json.WriteString("request_id", problem.RequestId);
        });
    }
}
