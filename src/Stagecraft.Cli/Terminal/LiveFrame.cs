using System.Globalization;

namespace Stagecraft.Cli.Terminal;

/// <summary>Lines at the end of a screen, and the sequence that erases them. The cursor is below them and visible.</summary>
/// <param name="Text">The lines, each with its end.</param>
/// <param name="Widths">The width of each line, in columns.</param>
/// <param name="Width">The terminal's columns now.</param>
internal sealed record LiveFrame(string Text, IReadOnlyList<int> Widths, Func<int?> Width)
{
    internal static LiveFrame Empty { get; } = new("", [], () => null);

    /// <summary>Moves the cursor to the first line and erases from there.</summary>
    internal string Erasure => Widths.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"\e[{Rows()}F\e[J");

    // A terminal that became narrower has wrapped the lines that no longer fit.
    private int Rows() => Width() is > 0 and { } width ? Widths.Sum(w => Math.Max(1, (w + width - 1) / width)) : Widths.Count;
}
