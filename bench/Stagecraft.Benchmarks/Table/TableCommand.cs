using System.CommandLine;
using Stagecraft.Benchmarks.Table.Measuring;
using Stagecraft.Benchmarks.Table.Parts;
using Stagecraft.Benchmarks.Table.Rendering;
using Stagecraft.Testing;

namespace Stagecraft.Benchmarks.Table;

/// <summary>Compares measured requests, times and memory with their targets.</summary>
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
        Description = "The output format: text, markdown or json.",
        DefaultValueFactory = _ =>
        "text"
    };
    private static readonly Option<string[]> Only = new("--only") { Description = "Measures only this part. The option can be repeated." };
    private static readonly Option<FileInfo?> Plot = new("--plot")
    {
        Description = "Writes an SVG of requests and time by number of hosts.",
    };
    private static readonly Option<string?> Binary = new("--binary")
    {
        Description = "The native command. Default: artifacts/native/stagecraft, which is published if it does not exist."
    };
    private static readonly Option<Uri?> Url = new("--url")
    {
        Description = "Measures at this API address, in real time, with the token in DO_TOKEN. Created droplets are deleted.",
        CustomParser = result =>
        {
            if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out Uri? address))
            {
                return address;
            }

            result.AddError($"'{result.Tokens[0].Value}' is not a URL, for example http://127.0.0.1:8080");
            return null;
        },
    };

    private static readonly Option<string> SshKey = new("--ssh-key")
    {
        Description = "With --url: an SSH key of the account.",
        DefaultValueFactory = _ => "my-ssh-key",
    };
    private static readonly Option<int?> Most = new("--most")
    {
        Description = "With --url: skips jobs with more hosts. Default: 1,000 on loopback, otherwise 10.",
    };
    private static readonly Option<bool> Yes = new("--yes")
    {
        Description = "With --url: permits an address that is not loopback, where droplets can cost money."
    };

    /// <returns>1 if a target was missed; otherwise 0.</returns>
    public static int Run(string[] args)
    {
        Format.AcceptOnlyFromAmong([.. Formats.Keys]);
        Only.AcceptOnlyFromAmong(Parts);
        RootCommand command = new(
            "Compares measured requests, times and memory with their targets.") { Format, Only, Plot, Binary, Url, SshKey, Most, Yes };
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
                Console.Error.WriteLine("interrupted");
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
            Console.Error.WriteLine("writing the plot");
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
