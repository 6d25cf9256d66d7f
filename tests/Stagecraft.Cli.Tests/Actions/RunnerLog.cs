namespace Stagecraft.Cli.Tests.Actions;

/// <summary>Processes the output of the steps like the runner: executes workflow commands, masks secrets and keeps the log.</summary>
internal sealed class RunnerLog
{
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private readonly List<string> _masks = [];
    private readonly List<(string Kind, string Text)> _annotations = [];
    private string? _resume;

    internal string Text
    {
        get
        {
            lock (_gate)
            {
                return string.Join('\n', _lines.Select(Masked));
            }
        }
    }

    /// <summary>Errors, warnings and notices.</summary>
    internal IReadOnlyList<(string Kind, string Text)> Annotations => [.. _annotations.Select(a => (a.Kind, Masked(a.Text)))];

    internal void Take(string line)
    {
        lock (_gate)
        {
            if (_resume is not null)
            {
                if (line == $"::{_resume}::")
                {
                    _resume = null;
                }
                else
                {
                    _lines.Add(line);
                }
            }
            else if (line.StartsWith("::", StringComparison.Ordinal))
            {
                Execute(line);
            }
            else
            {
                _lines.Add(line);
            }
        }
    }

    private void Execute(string line)
    {
        int end = line.IndexOf("::", 2, StringComparison.Ordinal);
        string command = line[2..end].Split(' ')[0];
        string value = line[(end + 2)..]
            .Replace("%0D", "\r", StringComparison.Ordinal)
            .Replace("%0A", "\n", StringComparison.Ordinal)
            .Replace("%25", "%", StringComparison.Ordinal);
        switch (command)
        {
            case "stop-commands":
                _resume = value;
                break;
            case "add-mask":
                _masks.Add(value);
                break;
            case "error" or "warning" or "notice":
                _annotations.Add((command, value));
                break;
            case "group" or "endgroup":
                _lines.Add(line);
                break;
            default:
                throw new NotSupportedException($"Unknown workflow command: {line}");
        }
    }

    private string Masked(string text) => _masks.Aggregate(text, (t, mask) => t.Replace(mask, "***", StringComparison.Ordinal));
}
