using System.Globalization;

namespace Stagecraft.Cli.Terminal;

/// <summary>Lines at the end of a screen, and how to take them away again. The cursor stands below them and stays visible.</summary>
/// <param name="Text">The lines, each with its end.</param>
/// <param name="Widths">How wide each is, in columns.</param>
/// <param name="Width">The terminal's columns now.</param>
internal sealed record LiveFrame(string Text, IReadOnlyList<int> Widths, Func<int?> Width)
{
    internal static LiveFrame Empty { get; } = new("", [], () => null);

    /// <summary>Up to its first line, and everything away from there on.</summary>
    internal string Erasure => Widths.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"\e[{Rows()}F\e[J");

    // A terminal that became narrower since has broken the lines that no longer fit.
    private int Rows() => Width() is > 0 and { } width ? Widths.Sum(w => Math.Max(1, (w + width - 1) / width)) : Widths.Count;
}
