using System.CommandLine;
using Stagecraft.Benchmarks.Table.Measuring;
using Stagecraft.Benchmarks.Table.Parts;
using Stagecraft.Benchmarks.Table.Rendering;
using Stagecraft.Testing;

namespace Stagecraft.Benchmarks.Table;

/// <summary>How far the tool reaches: asked against reached.</summary>
internal static class TableCommand
{
    private static readonly Dictionary<string, Func<Report, string>> Formats = new(StringComparer.Ordinal)
    {
        ["text"] = TextReport.Of,
        ["markdown"] = MarkdownReport.Of,
        ["json"] = JsonReport.Of,
    };

    private static readonly string[] Parts = ["plan", "large-account", "up", "down", "shared-token", "planner", "binary", "one-by-one"];

    private static readonly Option<string> Format = new("--format")
    {
        Description = "text, markdown or json.",
        DefaultValueFactory = _ =>
        "text"
    };
    private static readonly Option<string[]> Only = new("--only") { Description = "This part alone; may be repeated." };
    private static readonly Option<FileInfo?> Plot = new("--plot") { Description = "Writes an SVG of what a number of hosts costs." };
    private static readonly Option<string?> Binary = new("--binary")
    {
        Description = "The native command; without it artifacts/native, "
        + "published where it is missing."
    };
    private static readonly Option<Uri?> Url = new("--url")
    {
        Description = "Measures against this address in real time, with the token of DO_TOKEN, and deletes what it made.",
        CustomParser = result =>
        {
            if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out Uri? address))
            {
                return address;
            }

            result.AddError($"'{result.Tokens[0].Value}' is not an address; example: http://127.0.0.1:8080.");
            return null;
        },
    };

    private static readonly Option<string> SshKey = new("--ssh-key")
    {
        Description = "With --url: a key that the account has.",
        DefaultValueFactory = _ => "my-ssh-key",
    };
    private static readonly Option<int?> Most = new("--most") { Description = "With --url: hosts at most; 1,000 on loopback, else 10." };
    private static readonly Option<bool> Yes = new("--yes")
    {
        Description = "With --url: makes droplets at an address that is not "
        + "loopback, where they may cost money."
    };

    /// <summary>1 where something that is asked was missed, 0 where not.</summary>
    public static int Run(string[] args)
    {
        Format.AcceptOnlyFromAmong([.. Formats.Keys]);
        Only.AcceptOnlyFromAmong(Parts);
        RootCommand command = new(
            "How far the tool reaches: asked against reached.") { Format, Only, Plot, Binary, Url, SshKey, Most, Yes };
        command.SetAction(parsed =>
        {
            using CancellationTokenSource stop = new();
            Console.CancelKeyPress += (_, e) =>
            {
                e.Cancel = true;
                stop.Cancel();
            };
            Setting setting;
            try
            {
                setting = parsed.GetValue(Url) is { } address
                    ? Setting.Real(address, parsed.GetValue(SshKey)!, parsed.GetValue(Most), parsed.GetValue(Yes), stop.Token)
                    : Setting.MadeUp();
            }
            catch (ArgumentException e)
            {
                Console.Error.WriteLine(e.Message);
                return 1;
            }

            try
            {
                return Measure(parsed, setting, stop.Token);
            }
            catch (OperationCanceledException)
            {
                Console.Error.WriteLine("called off");
                return 1;
            }
            finally
            {
                setting.Clear();
            }
        });
        return command.Parse(args).Invoke();
    }

    private static int Measure(ParseResult parsed, Setting setting, CancellationToken stop)
    {
        string[] only = parsed.GetValue(Only) is { Length: > 0 } some ? some : Parts;
        List<Row> rows = [];
        foreach (ITablePart part in All(setting.Ground, parsed.GetValue(Binary)).Where(p => only.Contains(p.Name)))
        {
            Console.Error.WriteLine($"measuring: {part.Name}");
            foreach (Row row in part.Rows())
            {
                stop.ThrowIfCancellationRequested();
                rows.Add(row);
            }
        }

        Report report = new(Rendering.Machine.Description, setting.Where + setting.Beside, rows);
        Console.Write(Formats[parsed.GetValue(Format)!](report));
        if (parsed.GetValue(Plot) is { } plot)
        {
            Console.Error.WriteLine("drawing");
            File.WriteAllText(plot.FullName, CostPlot.Svg(setting.Ground, setting.Where));
        }

        return report.Tally.Missed == 0 ? 0 : 1;
    }

    private static ITablePart[] All(Ground ground, string? binary) =>
    [
        new PlanPart(ground),
        new LargeAccountPart(ground),
        new UpPart(ground),
        new DownPart(ground),
        new SharedTokenPart(ground),
        ground.IsMadeUp ? new PlannerPart() : new ElsewherePart("planner"),
        ground.IsMadeUp ? new BinaryPart(binary, Repository.Root) : new ElsewherePart("binary"),
        new PeersPart(ground),
    ];
}
