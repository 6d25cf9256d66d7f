using System.Globalization;

namespace Stagecraft.Benchmarks.Table.Parts;

/// <summary>Numbers in the names of rows.</summary>
internal static class Text
{
    public static string Of(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
