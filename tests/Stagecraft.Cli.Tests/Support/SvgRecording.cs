using System.Globalization;
using System.Net;
using System.Text;

namespace Stagecraft.Cli.Tests.Support;

/// <summary>An animated SVG of a terminal: its screens, each with the time at which it appeared.</summary>
/// <param name="title">The alternative text.</param>
/// <param name="columns">The width of the terminal.</param>
internal sealed class SvgRecording(string title, int columns)
{
    private const double CharacterWidth = 8.43;
    private const int LineHeight = 19;
    private const int Margin = 16;
    private const int BarHeight = 28;
    private const double HoldSeconds = 6;

    private readonly List<(double At, string[] Lines)> _screens = [];

    /// <summary>Adds a screen, unless it equals the last one. Of several at the same time, the last one counts.</summary>
    internal void Add(double seconds, string text)
    {
        string[] lines = text.TrimEnd().Split('\n');
        if (_screens.Count > 0 && seconds - _screens[^1].At < 0.1)
        {
            seconds = _screens[^1].At;
            _screens.RemoveAt(_screens.Count - 1);
        }

        if (_screens.Count == 0 || !_screens[^1].Lines.SequenceEqual(lines))
        {
            _screens.Add((seconds, lines));
        }
    }

    /// <summary>The picture. Without animation, for example in a browser with reduced motion, it is the last screen.</summary>
    internal string ToSvg()
    {
        int rows = _screens.Max(s => s.Lines.Length);
        double end = _screens[^1].At + HoldSeconds;
        int width = (int)(columns * CharacterWidth) + (2 * Margin);
        int height = BarHeight + (rows * LineHeight) + Margin;
        (int Row, string Text, int First, int Last)[] spans = [.. Enumerable.Range(0, rows).SelectMany(SpansOf)];
        (int First, int Last)[] times = [.. spans.Select(s => (s.First, s.Last)).Distinct()];
        StringBuilder svg = new StringBuilder()
            .Append(Invariant($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" "))
            .Append(Invariant($"viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(title)}\">\n<style>\n"))
            .Append("text { font: 14px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; fill: #d0d7de; white-space: pre }\n")
            .Append(".g { fill: #56d364 } .r { fill: #ff7b72 } .b { fill: #ffffff; font-weight: bold }\n")
            .Append("@media (prefers-reduced-motion: no-preference) {\n");
        for (int i = 0; i < times.Length; i++)
        {
            svg.Append(Keyframes(i, times[i], end));
        }

        svg.Append("}\n@media (prefers-reduced-motion: reduce) { .t { visibility: hidden } }\n</style>\n")
            .Append(Invariant($"<rect width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"#0d1117\"/>\n"))
            .Append("<circle cx=\"18\" cy=\"15\" r=\"5\" fill=\"#ff5f57\"/><circle cx=\"36\" cy=\"15\" r=\"5\" fill=\"#febc2e\"/>")
            .Append("<circle cx=\"54\" cy=\"15\" r=\"5\" fill=\"#28c840\"/>\n");
        foreach ((int row, string text, int first, int last) in spans)
        {
            string classes = $"k{Array.IndexOf(times, (first, last))}{(last < _screens.Count - 1 ? " t" : "")}{Color(text)}";
            int y = BarHeight + ((row + 1) * LineHeight) - 4;
            svg.Append(Invariant($"<text class=\"{classes}\" x=\"{Margin}\" y=\"{y}\">{WebUtility.HtmlEncode(text)}</text>\n"));
        }

        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>The texts of a row, each with the first and the last screen that show it.</summary>
    private IEnumerable<(int Row, string Text, int First, int Last)> SpansOf(int row)
    {
        int first = 0;
        for (int i = 1; i <= _screens.Count; i++)
        {
            string text = LineOf(first, row);
            if (i == _screens.Count || LineOf(i, row) != text)
            {
                if (text.Length > 0)
                {
                    yield return (row, text, first, i - 1);
                }

                first = i;
            }
        }
    }

    private string LineOf(int screen, int row) => row < _screens[screen].Lines.Length ? _screens[screen].Lines[row] : "";

    private string Keyframes(int index, (int First, int Last) shown, double end)
    {
        double from = _screens[shown.First].At / end * 100;
        double to = shown.Last == _screens.Count - 1 ? 100 : _screens[shown.Last + 1].At / end * 100;
        string begin = from > 0 ? "0% { visibility: hidden } " : "";
        string finish = to < 100 ? Invariant($" {to:0.##}%, 100% {{ visibility: hidden }}") : " 100% { visibility: visible }";
        return Invariant($"@keyframes a{index} {{ {begin}{from:0.##}% {{ visibility: visible }}{finish} }}\n")
            + Invariant($".k{index} {{ animation: a{index} {end:0.##}s step-end infinite }}\n");
    }

    private static string Color(string line) => line.TrimStart() switch
    {
        ['$', ..] => " b",
        ['+', ..] => " g",
        ['-', ' ', ..] => " r",
        _ => "",
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
