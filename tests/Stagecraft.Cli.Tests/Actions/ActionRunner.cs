using System.Diagnostics;

namespace Stagecraft.Cli.Tests.Actions;

/// <summary>Runs a composite action like GitHub's runner, with the features that action.yml uses. Artifacts are directories.</summary>
internal sealed class ActionRunner(ActionFile action, string folder)
{
    private readonly Dictionary<string, Dictionary<string, string>> _outputs = new(StringComparer.Ordinal);
    private readonly RunnerLog _log = new();
    private readonly List<string> _paths = [];
    private int _scripts;
    private bool _failed;

    internal required string Workspace { get; init; }

    /// <summary>The variables of the job, including those of GitHub.</summary>
    internal required IReadOnlyDictionary<string, string> Variables { get; init; }

    /// <summary>The values of <c>github.*</c> that expressions may read.</summary>
    internal required IReadOnlyDictionary<string, string> GitHub { get; init; }

    private string Artifacts => Path.Combine(folder, "artifacts");

    internal async Task<ActionResult> RunAsync(IReadOnlyDictionary<string, string> with)
    {
        with.Keys.Except(action.Inputs.Keys).Should().BeEmpty("GitHub only warns about unknown inputs");
        Dictionary<string, string> inputs = action.Inputs.ToDictionary(
            i => i.Key, i => with.TryGetValue(i.Key, out string? given) ? given : Expression.Fill(i.Value, Read), StringComparer.Ordinal);
        string summary = File("summary");
        foreach (ActionStep step in action.Steps)
        {
            // Without a status function in the condition, a step runs only if all previous steps succeeded.
            string condition = (step.If ?? "success()").Trim();
            condition = condition.StartsWith("${{", StringComparison.Ordinal) ? condition[3..^2] : condition;
            bool hasStatusFunction = condition.Contains("()", StringComparison.Ordinal);
            if ((hasStatusFunction || !_failed) && Expression.IsTrue(Expression.Evaluate(condition, ReadWith)))
            {
                _failed |= !await StepAsync(step, ReadWith, summary) && !step.MayFail;
            }
        }

        return new ActionResult(
            !_failed,
            action.Outputs.ToDictionary(o => o.Key, o => Expression.Fill(o.Value, ReadWith), StringComparer.Ordinal),
            _log.Annotations,
            _log.Text,
            await System.IO.File.ReadAllTextAsync(summary));

        object ReadWith(string name) =>
            name.StartsWith("inputs.", StringComparison.Ordinal) ? inputs[name["inputs.".Length..]] : Read(name);
    }

    private object Read(string name) => name.Split('.') switch
    {
        ["github", string key] => GitHub[key],
        ["steps", string id, "outputs", string key] => action.Steps.Any(s => s.Id == id)
            ? _outputs.GetValueOrDefault(id)?.GetValueOrDefault(key) ?? ""
            : throw new NotSupportedException($"There is no step {id}"),
        ["success()"] => !_failed,
        ["cancelled()"] => false,
        _ => throw new NotSupportedException($"Unknown name in an expression: {name}"),
    };

    private async Task<bool> StepAsync(ActionStep step, Func<string, object> read, string summary)
    {
        if (step.Uses is not null)
        {
            return Use(step.Uses, step.With.ToDictionary(w => w.Key, w => Expression.Fill(w.Value, read), StringComparer.Ordinal));
        }

        step.Run.Should().NotContain("${{", "values are passed as environment variables only");
        string script = File("script.sh", step.Run!);
        string outputs = File("output");
        string path = File("path");
        ProcessStartInfo start = new ProcessStartInfo("bash", ["--noprofile", "--norc", "-eo", "pipefail", script])
        {
            WorkingDirectory = Workspace,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach ((string name, string value) in Variables)
        {
            start.Environment[name] = value;
        }

        foreach ((string name, string value) in step.Env)
        {
            start.Environment[name] = Expression.Fill(value, read);
        }

        start.Environment["GITHUB_OUTPUT"] = outputs;
        start.Environment["GITHUB_PATH"] = path;
        start.Environment["GITHUB_STEP_SUMMARY"] = summary;
        start.Environment["PATH"] = string.Join(':', [.. _paths, Variables["PATH"]]);

        using Process process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.StandardInput.Close();
        await process.WaitForExitAsync();

        _paths.InsertRange(0, (await System.IO.File.ReadAllLinesAsync(path)).Reverse());
        if (step.Id is not null)
        {
            _outputs[step.Id] = FileCommands.Read(await System.IO.File.ReadAllLinesAsync(outputs));
        }

        return process.ExitCode == 0;
    }

    private void Take(string? line)
    {
        if (line is not null)
        {
            _log.Take(line);
        }
    }

    private bool Use(string action, Dictionary<string, string> with)
    {
        string stored = Path.Combine(Artifacts, with["name"]);
        switch (action)
        {
            case "actions/upload-artifact@v4":
                with.Should().Contain("if-no-files-found", "error").And.Contain("overwrite", "true").And.HaveCount(4);
                with["name"].Should().NotContainAny("\"", ":", "<", ">", "|", "*", "?", "\r", "\n", "\\", "/");
                Copy(with["path"], stored);
                return true;
            case "actions/download-artifact@v4":
                with.Keys.Should().BeEquivalentTo("name", "path");
                if (!Directory.Exists(stored))
                {
                    return false;
                }

                Copy(stored, with["path"]);
                return true;
            default:
                throw new NotSupportedException($"Unknown action: {action}");
        }
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.GetFiles(from))
        {
            System.IO.File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
        }
    }

    private string File(string name, string content = "")
    {
        string runner = Directory.CreateDirectory(Path.Combine(folder, "runner")).FullName;
        string file = Path.Combine(runner, $"{Guid.NewGuid():n}-{++_scripts}-{name}");
        System.IO.File.WriteAllText(file, content);
        return file;
    }
}
