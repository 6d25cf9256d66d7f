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
    private const double Width = 860;
    private const double Height = 900;

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
            Title = "What a number of hosts costs",
            Subtitle = conditions,
            TitleFontSize = 18,
            SubtitleFontSize = 11,
            Background = OxyColors.White,
            PlotAreaBorderColor = OxyColors.Gray,
        };
        model.Legends.Add(new Legend
        {
            LegendPosition = LegendPosition.BottomCenter,
            LegendPlacement = LegendPlacement.Outside,
            LegendOrientation = LegendOrientation.Horizontal,
            LegendSymbolLength = 40,
        });
        model.Axes.Add(new LogarithmicAxis { Position = AxisPosition.Bottom, Title = "hosts", Minimum = 8, Maximum = 12_500, MajorGridlineStyle = LineStyle.Solid, MajorGridlineColor = Grid });
        model.Axes.Add(Axis(Requests, "requests", 0.53, 1));
        model.Axes.Add(Axis(Seconds, "time in seconds", 0, 0.47));
        Add(model, "stagecraft", ground.Of(10, 100, 1_000, 10_000), hosts => ground.Lives.Of(new Fleet(hosts)), LineStyle.Solid);
        Add(model, "one by one", ground.IsMadeUp ? [10, 100, 1_000, 10_000] : ground.Of(10), hosts => ground.Lives.OneByOne(hosts, 1), LineStyle.Dash);
        return new SvgExporter { Width = Width, Height = Height, IsDocument = true }.ExportToString(model);
    }

    private static OxyColor Grid => OxyColor.FromRgb(0xdd, 0xdd, 0xdd);

    private static void Add(PlotModel model, string who, IEnumerable<int> sizes, Func<int, Life> measure, LineStyle style)
    {
        (int Hosts, Life Life)[] lives = [.. sizes.Select(hosts => (hosts, measure(hosts)))];
        foreach ((string job, Func<Life, Cost> of, OxyColor color, MarkerType marker) in Jobs)
        {
            foreach (string axis in new[] { Requests, Seconds })
            {
                LineSeries line = new()
                {
                    // Both halves share the legend.
                    Title = axis == Requests ? $"{job}, {who}" : null,
                    RenderInLegend = axis == Requests,
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

    private static LogarithmicAxis Axis(string key, string title, double start, double end) => new()
    {
        Key = key,
        Title = title,
        Position = AxisPosition.Left,
        StartPosition = start,
        EndPosition = end,
        MajorGridlineStyle = LineStyle.Solid,
        MajorGridlineColor = Grid,
        MinimumPadding = 0.05,
        MaximumPadding = 0.05,
    };
}
