using Stagecraft.Benchmarks.Table.Measuring;

namespace Stagecraft.Benchmarks.Table.Parts;

/// <summary>A part of the table, measured when its rows are asked for.</summary>
internal interface ITablePart
{
    /// <summary>What <c>--only</c> calls it.</summary>
    string Name { get; }

    IEnumerable<Row> Rows();
}
