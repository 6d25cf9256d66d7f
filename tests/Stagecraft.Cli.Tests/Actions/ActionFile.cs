using System.Text;
using Stagecraft.Config;
using Stagecraft.Testing;

namespace Stagecraft.Cli.Tests.Actions;

/// <summary>The contents of action.yml. Unknown keys are rejected, because the tests would ignore them.</summary>
internal sealed class ActionFile
{
    private static readonly string[] Known = ["name", "description", "author", "branding", "inputs", "outputs", "runs"];
    private static readonly string[] KnownOfStep = ["name", "id", "if", "shell", "env", "run", "uses", "with", "continue-on-error"];

    private ActionFile(ConfigMapping top)
    {
        Refuse(top, Known);
        Inputs = Children(top, "inputs")
            .ToDictionary(i => i.Key, i => Text((ConfigMapping)i.Value, "default") ?? "", StringComparer.Ordinal);
        Outputs = Children(top, "outputs").ToDictionary(o => o.Key, o => Text((ConfigMapping)o.Value, "value")!, StringComparer.Ordinal);
        ConfigMapping runs = (ConfigMapping)top.Find("runs")!;
        Text(runs, "using").Should().Be("composite");
        Refuse(runs, ["using", "steps"]);
        Steps = [.. ((ConfigSequence)runs.Find("steps")!).Items.Cast<ConfigMapping>().Select(Step)];
    }

    /// <summary>The defaults of the inputs.</summary>
    internal IReadOnlyDictionary<string, string> Inputs { get; }

    /// <summary>The expressions of the outputs.</summary>
    internal IReadOnlyDictionary<string, string> Outputs { get; }

    internal IReadOnlyList<ActionStep> Steps { get; }

    internal static ActionFile Read(string text) => new(ConfigReader.Read("action.yml", Encoding.UTF8.GetBytes(text)));

    internal static ActionFile Load() => Read(Repository.Read("action.yml"));

    private static ActionStep Step(ConfigMapping step)
    {
        Refuse(step, KnownOfStep);
        ActionStep read = new ActionStep(
            Text(step, "name")!,
            Text(step, "id"),
            Text(step, "if"),
            Text(step, "run"),
            Text(step, "uses"),
            Text(step, "continue-on-error") == "true",
            Texts(step, "env"),
            Texts(step, "with"));
        (Text(step, "shell") == "bash").Should().Be(read.Run is not null, "every script runs with bash");
        return read;
    }

    private static Dictionary<string, string> Texts(ConfigMapping mapping, string key) =>
        Children(mapping, key).ToDictionary(e => e.Key, e => ((ConfigScalar)e.Value).Value ?? "", StringComparer.Ordinal);

    private static IReadOnlyList<ConfigEntry> Children(ConfigMapping mapping, string key) =>
        (mapping.Find(key) as ConfigMapping)?.Entries ?? [];

    private static string? Text(ConfigMapping mapping, string key) => (mapping.Find(key) as ConfigScalar)?.Value;

    private static void Refuse(ConfigMapping mapping, string[] known)
    {
        if (mapping.Entries.FirstOrDefault(e => !known.Contains(e.Key)) is { } unknown)
        {
            throw new NotSupportedException($"Unknown key in action.yml: {unknown.Key}");
        }
    }
}
