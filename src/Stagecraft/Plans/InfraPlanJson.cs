using System.Text.Json;
using Stagecraft.Config;

namespace Stagecraft.Plans;

/// <summary>An <see cref="InfraPlan"/> as JSON, as specified in <c>spec/cli/output.md</c>, section 2. The same plan gives the same bytes,
/// and reading them gives the same plan.</summary>
public static class InfraPlanJson
{
    private const int MaxBytes = 16 * 1024 * 1024;

    /// <summary>A plan as one indented document, with <c>\n</c> line ends and without a final one.</summary>
    /// <param name="plan">The plan; its lists are written in the order they have.</param>
    public static string ToText(InfraPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return JsonText.Written(JsonText.Document, json => JsonSerializer.Serialize(json, PlanDocument.Of(plan), PlanJson.Document));
    }

    /// <summary>Reads a plan from a file.</summary>
    /// <param name="file">The file's path; the places of all problems name it as given.</param>
    /// <exception cref="ConfigException">The file cannot be read, or as for a plan in memory.</exception>
    public static InfraPlan Read(string file) => Read(file, ConfigReader.Load(file, "plan", MaxBytes));

    /// <summary>
    /// Reads a plan. Untrusted files are safe to read: at most 16 MiB and 64 levels. Everything must be as it is written here; see
    /// <c>spec/cli/output.md</c>, 2.1.
    /// </summary>
    /// <param name="fileName">The file name in the places of all problems; the file need not exist.</param>
    /// <param name="utf8">The content; a UTF-8 byte order mark is accepted.</param>
    /// <exception cref="ConfigException">It is not a plan that this version can read; every problem has the code <c>config_invalid</c> and
    /// a place. A problem of syntax or type is reported alone, inconsistent values are reported together.</exception>
    public static InfraPlan Read(string fileName, ReadOnlySpan<byte> utf8)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        return PlanFile.Read(fileName, utf8, MaxBytes);
    }
}
