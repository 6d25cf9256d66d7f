using System.Globalization;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;
using Stagecraft.Benchmarks.Table.Accounts;
using Stagecraft.Benchmarks.Table.Measuring;
using Stagecraft.Benchmarks.Table.Parts;

namespace Stagecraft.Benchmarks.Table.Rendering;

/// <summary>How requests and time grow with the number of hosts, ours and a droplet a request.</summary>
internal static class CostPlot
{
    private const string Requests = "requests";
    private const string Seconds = "seconds";
    private const string Font = "Arial";
    private const double Width = 960;
    private const double Height = 820;

    private static readonly (string Job, Func<Life, Cost> Of, OxyColor Color, MarkerType Marker)[] Jobs =
    [
        ("up", life => life.Up, OxyColor.FromRgb(0x00, 0x5f, 0xb8), MarkerType.Circle),
        ("plan", life => life.Plan, OxyColor.FromRgb(0x1a, 0x7f, 0x37), MarkerType.Square),
        ("down", life => life.Down, OxyColor.FromRgb(0xb4, 0x23, 0x18), MarkerType.Triangle),
    ];

    public static string Svg(Ground ground, string conditions)
    {
        PlotModel model = new()
        {
            Title = "Requests and time by number of hosts",
            Subtitle = conditions,
            TitleFontSize = 18,
            SubtitleFontSize = 12,
            DefaultFont = Font,
            DefaultFontSize = 13,
            Background = OxyColors.White,
            PlotAreaBorderThickness = new OxyThickness(0),
        };
        model.Legends.Add(new Legend
        {
            LegendPosition = LegendPosition.RightTop,
            LegendPlacement = LegendPlacement.Outside,
            LegendSymbolLength = 40,
            LegendLineSpacing = 8,
        });
        LogarithmicAxis hosts = Axis("hosts", "hosts", AxisPosition.Bottom, 0, 1);
        (hosts.Minimum, hosts.Maximum) = (8, 12_500);
        model.Axes.Add(hosts);
        model.Axes.Add(Axis(Requests, "requests", AxisPosition.Left, 0.53, 1));
        model.Axes.Add(Axis(Seconds, "seconds", AxisPosition.Left, 0, 0.47));
        Add(model, "stagecraft", ground.Of(10, 100, 1_000, 10_000), hosts => ground.Lives.Of(new Fleet(hosts)), LineStyle.Solid);
        Add(model, "one by one", ground.IsMadeUp ? [10, 100, 1_000, 10_000] : ground.Of(10), hosts =>
            ground.Lives.OneByOne(hosts, 1), LineStyle.Dash);
        TextSize measurer = new();
        return new SvgExporter { Width = Width, Height = Height, IsDocument = true, TextMeasurer = measurer }.ExportToString(model);
    }

    private static OxyColor Grid => OxyColor.FromRgb(0xdd, 0xdd, 0xdd);

    private static void Add(PlotModel model, string who, IEnumerable<int> sizes, Func<int, Life> measure, LineStyle style)
    {
        (int Hosts, Life Life)[] lives = [.. sizes.Select(hosts => (hosts, measure(hosts)))];
        foreach ((int hosts, Life life) in lives)
        {
            foreach ((string job, Func<Life, Cost> of, _, _) in Jobs)
            {
                if (of(life).Failure is { } failure)
                {
                    Console.Error.WriteLine($"no point for {job}, {hosts} hosts, {who}: {failure}");
                }
            }
        }

        foreach ((string job, Func<Life, Cost> of, OxyColor color, MarkerType marker) in Jobs)
        {
            foreach (string axis in new[] { Requests, Seconds })
            {
                LineSeries line = new()
                {
                    // Both halves share the legend.
                    Title = axis == Requests ? $"{job}, {who}" : null,
                    RenderInLegend = axis == Requests,
                    XAxisKey = "hosts",
                    YAxisKey = axis,
                    Color = color,
                    LineStyle = style,
                    StrokeThickness = 2,
                    MarkerType = marker,
                    MarkerSize = 4,
                    MarkerFill = style == LineStyle.Solid ? color : OxyColors.White,
                    MarkerStroke = color,
                    MarkerStrokeThickness = 1.5,
                };
                line.Points.AddRange(lives
                    .Where(l => of(l.Life).Failure is null)
                    .Select(l => new DataPoint(l.Hosts, axis == Requests ? of(l.Life).Requests : of(l.Life).Seconds)));
                model.Series.Add(line);
            }
        }
    }

    private static LogarithmicAxis Axis(string key, string title, AxisPosition position, double start, double end) => new()
    {
        Key = key,
        Title = title,
        Position = position,
        AxislineStyle = LineStyle.Solid,
        AxislineColor = OxyColors.Gray,
        TicklineColor = OxyColors.Gray,
        MinorTickSize = 0,

        // Decades alone, and no digits that say nothing.
        LabelFormatter = value => Math.Log10(value) is var decade && Math.Abs(decade - Math.Round(decade)) < 1e-9
            ? value.ToString("#,0.###", CultureInfo.InvariantCulture)
            : "",
        StartPosition = start,
        EndPosition = end,
        MajorGridlineStyle = LineStyle.Solid,
        MajorGridlineColor = Grid,
        MinimumPadding = 0.05,
        MaximumPadding = 0.05,
    };
}
